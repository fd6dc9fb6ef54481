import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { startFalseMailServer, startMailServer } from '../support/mail-server.ts';
import { change, rows } from '../support/rows.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { newEmail } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const outbox = (server: TestServer) =>
  rows(server, 'select state, attempts, last_error, body from outbox');

/** What waits for its next try is due now: the tests' clock. */
const hurry = (server: TestServer) => change(server, 'update outbox set due_at = 0');

const codeIn = (text = '') => text.match(/^\s*(\d{6})\s*$/m)?.[1] ?? 'no code';

type Trouble = () => Promise<{ settings: Record<string, string>; close: () => Promise<unknown> }>;

const TROUBLES: Record<string, [Trouble, state: string]> = {
  'refuses connections': [
    async () => {
      const gone = await startFalseMailServer(() => {});
      await gone.close();
      return gone;
    },
    'waiting',
  ],
  'says nothing at all': [() => startFalseMailServer(() => {}), 'waiting'],
  'hangs up at once': [() => startFalseMailServer((socket) => socket.resetAndDestroy()), 'waiting'],
  'is not mailing but talking': [
    () => startFalseMailServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'waiting',
  ],
  'shows a certificate nobody trusts': [
    async () => {
      const { settings, ...untrusted } = await startMailServer({ disabledCommands: ['AUTH'] });
      // By a name that is not known to be this machine: a relay here may do without TLS.
      const elsewhere = String(settings['SMTP_URL']).replace('127.0.0.1', '[::ffff:127.0.0.1]');
      return { ...untrusted, settings: { ...settings, SMTP_URL: elsewhere } };
    },
    'waiting',
  ],
  'refuses the recipient for now': [
    () =>
      startMailServer({
        onRcptTo: (_address, _session, done) =>
          done(Object.assign(new Error('try later'), { responseCode: 451 })),
      }),
    'waiting',
  ],
  'refuses the recipient for ever': [
    () =>
      startMailServer({
        onRcptTo: (_address, _session, done) =>
          done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
      }),
    'failed',
  ],
};

for (const [trouble, [start, state]] of Object.entries(TROUBLES)) {
  test(`a mail server that ${trouble} makes no difference to a sign-up; the outbox tells`, {
    tag: '@long',
  }, async () => {
    const mailServer = await start();
    const server = await startServer({ ...LIGHT, ...mailServer.settings });
    try {
      const visitor = newVisitor(server);
      const answer = await visitor.askForAccount(newEmail());
      expect([answer.status, answer.headers.location]).toEqual([303, '/sign-up/verify']);
      const page = await visitor.go('/sign-up/verify');
      expect(page.status).toBe(200);
      await expect
        .poll(() => outbox(server)[0], { timeout: 40_000 })
        .toMatchObject({ state, attempts: 1, last_error: expect.stringMatching(/./) });
      expect(outbox(server)[0]?.['body'] === '', 'wiped once there is no next try').toBe(
        state === 'failed',
      );
      expect(await visitor.go('/health/ready')).toMatchObject({ status: 200 });
      expect(server.output()).toMatch(
        /"msg":"a mail (will be tried again|could not be delivered)"/,
      );
    } finally {
      await server.remove();
      await mailServer.close();
    }
  });
}

test('a mail that could not go out goes out after a restart, when the mail server is back', {
  tag: '@long',
}, async () => {
  const gone = await startFalseMailServer(() => {});
  await gone.close();
  const server = await startServer({ ...LIGHT, ...gone.settings });
  const visitor = newVisitor(server);
  await visitor.askForAccount(newEmail());
  await expect.poll(() => outbox(server)[0]?.['attempts'], { timeout: 15_000 }).toBe(1);
  await server.stop();
  const back = await startMailServer({}, gone.port);
  try {
    hurry(server);
    await server.start();
    await expect.poll(() => back.arrived.length, { timeout: 15_000 }).toBe(1);
    await expect.poll(() => outbox(server)[0]?.['state']).toBe('sent');
    expect(outbox(server)[0]).toMatchObject({ body: '', last_error: '' });
    expect((await visitor.verify(codeIn(back.arrived[0]?.text))).status).toBe(303);
  } finally {
    await server.remove();
    await back.close();
  }
});

test('a server killed between sending a mail and noting it sends it again, under the same name', {
  tag: '@long',
}, async () => {
  const taken: string[] = [];
  const slow = await startMailServer({
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString());
        // It has the mail; that it says so comes too late.
        void sleep(3_000).then(() => done());
      });
    },
  });
  const server = await startServer({ ...LIGHT, ...slow.settings });
  let back: Awaited<ReturnType<typeof startMailServer>> | undefined;
  try {
    const visitor = newVisitor(server);
    await visitor.askForAccount(newEmail());
    await expect.poll(() => taken.length, { timeout: 15_000 }).toBe(1);
    await server.stop('SIGKILL');
    expect(outbox(server)[0]).toMatchObject({ state: 'waiting' });
    await slow.close();
    back = await startMailServer({}, slow.port);
    hurry(server);
    await server.start();
    await expect.poll(() => back?.arrived.length, { timeout: 15_000 }).toBe(1);
    const messageId = back.arrived[0]?.messageId ?? 'none';
    expect(messageId).toMatch(/^<.+@localhost>$/);
    expect(taken[0]).toContain(messageId);
    await expect.poll(() => outbox(server)[0]?.['state']).toBe('sent');
    expect((await visitor.verify(codeIn(back.arrived[0]?.text))).status).toBe(303);
  } finally {
    await server.remove();
    await back?.close();
  }
});
