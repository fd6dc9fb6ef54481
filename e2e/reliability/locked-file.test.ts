import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { addPeople } from '../support/people.ts';
import { LIGHT, startServer } from '../support/server.ts';
import { isSignedIn } from '../support/sound-database.ts';
import { knock, lock, lockFor } from './locked-file.ts';

test('a file that is locked for a second makes a sign-in wait, and nothing else', async () => {
  const server = await startServer(LIGHT);
  const people = await addPeople(server, 1);
  const { visitor, send } = await knock(server, people[0] as string);
  const release = lock(server);
  const sent = send();
  await sleep(1_000);
  release();
  const answer = await sent;
  expect(answer.status).toBe(303);
  expect(answer.headers['retry-after']).toBeUndefined();
  expect(await isSignedIn(visitor)).toBe(true);
  await server.remove();
});

test('while the file is locked for ten seconds nothing is granted and nobody is signed out; then all goes on', {
  tag: '@long',
}, async () => {
  await lockFor(10);
});
