import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { asForm, send } from '#e2e/support/http';
import { answersIn, sendRaw } from '#e2e/support/raw-socket';
import { countRows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const KIB = 1024;
/** The server ends these connections itself; a busy machine may take its time. */
const PATIENCE_MS = 20_000;

/** Resident memory in KiB, as the system counts it. */
const memory = (server: TestServer) =>
  Number(readFileSync(`/proc/${server.pid()}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]);

const head = (server: TestServer, ...lines: string[]) =>
  [
    `POST /sign-in HTTP/1.1`,
    `Host: localhost:${server.port}`,
    `Origin: ${server.url}`,
    ...lines,
    '',
    '',
  ].join('\r\n');

// That it costs no memory is measured in slow-bodies.test.ts.
test('a body over 64 kB is refused, whether it says its length or not', async ({ server }) => {
  const before = countRows(server);
  const eve = newVisitor(server);
  const form = await eve.form('/sign-in');
  const boundary = 'multipart/form-data; boundary=x';
  for (const size of [65 * KIB, 900 * KIB, 1100 * KIB]) {
    const { body, headers } = asForm(form, [
      ['email', 'a'.repeat(size)],
      ['password', 'x'],
    ]);
    const answer = await eve.post('/sign-in', { body, headers });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('too much at once');
  }
  const chunk = `${(16 * KIB).toString(16)}\r\n${'a'.repeat(16 * KIB)}\r\n`;
  const types = [boundary, 'application/x-www-form-urlencoded', 'text/plain', 'application/json'];
  const sendAll = async (type: string) => {
    const post = (...lines: string[]) => head(server, `Content-Type: ${type}`, ...lines);
    for (const action of ['Next-Action: 0', 'X-Nothing: 0']) {
      const lines = post(action, 'Transfer-Encoding: chunked');
      const answer = await sendRaw(server.port, lines + chunk.repeat(640), PATIENCE_MS);
      // It is nonsense from its first byte too: whichever is seen first.
      expect([[400], [413]], `${type} ${action}`).toContainEqual(answersIn(answer));
    }
    const said = await sendRaw(server.port, post('Content-Length: 62914560'), PATIENCE_MS);
    expect(answersIn(said), type).toEqual([413]);
  };
  await Promise.all(types.map(sendAll));
  expect(countRows(server)).toEqual(before);
});

test('who asked to have the connection closed gets the answer too, whatever is still to be sent', async ({
  server,
}) => {
  const length = 10 * 1024 * KIB;
  for (const [path, status] of [
    ['/sign-in', 413],
    ['/oauth/token', 403],
  ] as const) {
    const lines = head(server, `Content-Length: ${length}`, 'Connection: close');
    const bytes = lines.replace('/sign-in', path) + 'a'.repeat(length);
    const before = performance.now();
    expect(answersIn(await sendRaw(server.port, bytes, 4_500)), path).toEqual([status]);
    // Then it is closed, as asked, and not kept for the next request.
    expect(performance.now() - before).toBeLessThan(4_000);
  }
});

test('a body of just under 64 kB is read and answered at its field', async ({ server }) => {
  const eve = newVisitor(server);
  const fill = 'a'.repeat(60 * KIB);
  const answer = await eve.submit(await eve.form('/sign-in'), [
    ['email', fill],
    ['password', 'x'],
  ]);
  expect(answer.status).toBe(422);
});

test('a compressed body is not unpacked', async ({ server }) => {
  const eve = newVisitor(server);
  const { body, headers } = asForm(await eve.form('/sign-in'), [['email', 'a'.repeat(40_000_000)]]);
  const packed = gzipSync(body);
  expect(packed.byteLength).toBeLessThan(64 * KIB);
  const atRest = memory(server);
  for (const encoding of ['gzip', 'br', 'deflate', 'x-gzip', 'zstd']) {
    const answer = await eve.post('/sign-in', {
      body: packed,
      headers: { ...headers, 'Content-Encoding': encoding },
    });
    expect(answer.status, encoding).toBeGreaterThanOrEqual(400);
    expect(answer.status, encoding).toBeLessThan(500);
  }
  expect(memory(server) - atRest).toBeLessThan(50 * KIB);
});

test('a length that is a lie ends in 4xx or a closed connection', async ({ server }) => {
  for (const [lines, body] of [
    [['Content-Length: 5', 'Content-Type: text/plain'], 'a'.repeat(50)],
    [['Content-Length: -1'], 'a'],
    [['Content-Length: +5'], 'aaaaa'],
    [['Content-Length: 0x5'], 'aaaaa'],
    [['Content-Length: 5, 5'], 'aaaaa'],
    [['Content-Length: 99999999999999999999'], 'a'],
    [['Transfer-Encoding: chunked'], 'zz\r\n\r\n'],
    [['Transfer-Encoding: chunked'], '-1\r\n\r\n'],
    [['Transfer-Encoding: chunked'], 'ffffffffffffffffff\r\n'],
    [['Transfer-Encoding: gzip'], 'a'],
    [['Expect: nonsense', 'Content-Length: 1'], 'a'],
  ] as [string[], string][]) {
    const answers = answersIn(await sendRaw(server.port, head(server, ...lines) + body));
    expect(answers.length, lines.join()).toBeGreaterThan(0);
    for (const status of answers) expect([400, 411, 413, 417, 501], lines.join()).toContain(status);
  }
});

test('two hundred connections that say nothing more hold up nobody', async ({ server }) => {
  const sockets = Array.from({ length: 200 }, (_, index) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      index % 2
        ? head(server, 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 60000')
        : 'GET / HTTP/1.1\r\nHost: x\r\nX-A: ',
    );
    return socket;
  });
  await sleep(300);
  for (let i = 0; i < 5; i++) {
    for (const socket of sockets) if (socket.writable) socket.write('a');
    const answer = await send(server, '/sign-in', { headers: { 'X-Forwarded-For': newNetwork() } });
    expect(answer.status).toBe(200);
  }
  const ada = newVisitor(server);
  await ada.signUp();
  expect((await ada.go('/dashboard')).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});
