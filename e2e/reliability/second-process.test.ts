import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { QUICK_START } from '#lib/testing/deployment.test-support';
import { addPeople } from '../support/people.ts';
import { freePort, LIGHT, startServer, type TestServer } from '../support/server.ts';
import { isSignedIn } from '../support/sound-database.ts';
import { newVisitor } from '../support/visitor.ts';

let first: TestServer;
test.beforeEach(async () => {
  first = await startServer(LIGHT);
});
test.afterEach(() => first.remove());

async function startSecond() {
  const port = await freePort();
  const child = spawn(process.execPath, ['lib/server/http/serve.ts'], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'] ?? '',
      ...QUICK_START,
      PORT: String(port),
      DATABASE_URL: `file:${first.database}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  return { child, output: () => output };
}

test('a second server on the same file says so, gives up, and disturbs nothing', {
  tag: '@long',
}, async () => {
  const [email] = await addPeople(first, 1);
  const visitor = newVisitor(first);
  await visitor.signIn(email as string);
  const second = await startSecond();
  const [code] = await once(second.child, 'exit');
  expect(code).toBe(1);
  expect(second.output()).toContain('Another process serves');
  expect(second.output()).toMatch(
    /Gatehouse did not start: another process serves .*gatehouse\.db/,
  );
  expect(second.output()).not.toContain('is ready');
  expect(await isSignedIn(visitor)).toBe(true);
  expect((await newVisitor(first).signIn(email as string)).status).toBe(303);
});

test('a server that follows another waits for its end and takes over', {
  tag: '@long',
}, async () => {
  const second = await startSecond();
  try {
    await expect.poll(second.output, { timeout: 15_000 }).toContain('Another process serves');
    await first.stop();
    await expect.poll(second.output, { timeout: 15_000 }).toContain('is ready');
  } finally {
    second.child.kill('SIGKILL');
  }
});
