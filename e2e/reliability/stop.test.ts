import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { addPeople } from '../support/people.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { openStream } from '../support/session-stream.ts';
import { expectSoundDatabase, isSignedIn } from '../support/sound-database.ts';
import { PASSWORD } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const STORM = 200;
/** Three seconds, and two for caches that are cold on a machine that is busy. */
const READY_MS = 5_000;
/** Ten seconds, and a few for writing it home on a machine that is busy. */
const DRAIN_MS = 15_000;

let server: TestServer;
let people: string[];
test.beforeEach(async () => {
  server = await startServer(LIGHT);
  people = await addPeople(server, STORM);
});
test.afterEach(() => server.remove());

/** Sign-ins of everybody at once; the answers that came, and null for those that did not. */
async function storm() {
  const form = await newVisitor(server).form('/sign-in');
  const visitors = people.map(() => newVisitor(server));
  const answers = visitors.map((visitor, index) =>
    visitor
      .submit(form, [
        ['email', people[index] as string],
        ['password', PASSWORD],
      ])
      .catch(() => null),
  );
  return { visitors, answers };
}

/** For how long the machine, busy with other things, had no core for the server so far; 0 where it does not say. */
function keptWaitingMs() {
  const file = `/proc/${server.pid()}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0;
}

/** Starts the server again: it is soon ready, by the time in which it had a core to run on. */
async function startInTime() {
  const startedAt = performance.now();
  await server.start();
  expect(performance.now() - startedAt - keptWaitingMs()).toBeLessThanOrEqual(READY_MS);
}

type Storm = Awaited<ReturnType<typeof storm>>;

async function expectSessionsWhole({ visitors, answers }: Storm) {
  await startInTime();
  expectSoundDatabase(server.database);
  for (const [index, answer] of (await Promise.all(answers)).entries()) {
    const visitor = visitors[index] as (typeof visitors)[0];
    expect(await isSignedIn(visitor)).toBe(answer?.status === 303);
  }
}

test('asked to stop in a storm of two hundred sign-ins, the server answers all of them, ends well and is soon back', {
  tag: '@long',
}, async () => {
  const sent = await storm();
  await Promise.race(sent.answers);
  const askedAt = performance.now();
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(performance.now() - askedAt).toBeLessThan(DRAIN_MS);
  const statuses = (await Promise.all(sent.answers)).map((answer) => answer?.status);
  expect(statuses.filter((status) => status !== 303 && status !== 503)).toEqual([]);
  expect(statuses).toContain(303);
  await expect(newVisitor(server).go('/')).rejects.toThrow('ECONNREFUSED');
  await expectSessionsWhole(sent);
});

test('killed in a storm of two hundred sign-ins, the server is soon back, with whole sessions only', {
  tag: '@long',
}, async () => {
  const sent = await storm();
  await Promise.race(sent.answers);
  await server.stop('SIGKILL');
  await expectSessionsWhole(sent);
});

test('a connection that is kept open and busy does not keep the server from ending', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<string>((resolve, reject) => {
      request({ agent, port: server.port, path: '/health/live' }, (answer) => {
        answer.resume().on('end', () => resolve(String(answer.headers.connection)));
      })
        .on('error', reject)
        .end();
    });
  expect(await ask()).toBe('keep-alive');
  let isOver = false;
  const asking = (async () => {
    while (!isOver) await ask().catch(() => sleep(5));
  })();
  // The second is what npm passes on besides the terminal's own.
  process.kill(server.pid(), 'SIGINT');
  process.kill(server.pid(), 'SIGINT');
  expect(await server.stop('SIGTERM')).toBe(0);
  isOver = true;
  await asking;
  agent.destroy();
});

test('open pages do not keep the server from ending, and are told of no end that was none', {
  tag: '@long',
}, async () => {
  const visitor = newVisitor(server);
  await visitor.signIn(people[0] as string);
  const stream = await openStream(server, visitor);
  expect(stream.status).toBe(200);
  await expect.poll(() => stream.text).toBe(':\n\n');
  expect(await server.stop('SIGTERM')).toBe(0);
  await stream.ended;
  expect([stream.text, stream.answer.complete]).toEqual([':\n\n', true]);
  await server.start();
  expect((await visitor.go('/session/alive')).status).toBe(204);
});

test('what was counted against a network is not forgiven by a restart or a kill', {
  tag: '@long',
}, async () => {
  const guess = (network: string) =>
    newVisitor(server, network).signIn('nobody@example.com', 'wrong');
  const network = '10.250.1.1';
  // One after the other: what is sent away because the machine is busy counts against nobody.
  const statuses: number[] = [];
  while (!statuses.includes(429) && statuses.length < 40)
    statuses.push((await guess(network)).status);
  expect(statuses).toContain(429);
  const blocked = await guess('10.250.1.2');
  expect(blocked.status, 'the account itself is locked').toBe(429);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await server.stop(signal);
    await server.start();
    expect((await guess('10.250.1.3')).status).toBe(429);
  }
});
