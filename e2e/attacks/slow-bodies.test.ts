import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersIn } from '#e2e/support/raw-socket';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const MIB_IN_KIB = 1024;
const HEADERS_TIME_OUT_MS = 10_000;
const REQUEST_TIME_OUT_MS = 30_000;
/** The server looks once a second; the rest is for a machine that has other things to do. */
const GRACE_MS = 5_000;

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer(LIGHT);
  // What every visit takes once is not the attackers' doing.
  for (let visits = 0; visits < 20; visits++) await visit();
});
test.afterAll(() => server.remove());

/** Somebody's whole way in. */
async function visit() {
  const visitor = newVisitor(server);
  await visitor.signUp();
  expect((await visitor.go('/dashboard')).status).toBe(200);
  return visitor;
}

/** Resident memory in KiB, as the system counts it. */
const memory = () =>
  Number(readFileSync(`/proc/${server.pid()}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]);

/** A connection that begins with `head` and sends `more` again and again until the server closes it. */
function keepSending(head: string, more: string, everyMs: number) {
  const startedAt = performance.now();
  const socket = connect(server.port, '127.0.0.1');
  const state = { text: '', closedAfterMs: Number.POSITIVE_INFINITY, destroy };
  let mayWrite = true;
  const timer = setInterval(() => {
    if (mayWrite && socket.writable) mayWrite = socket.write(more);
  }, everyMs);
  socket.on('drain', () => {
    mayWrite = true;
  });
  socket.on('data', (chunk) => {
    state.text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(timer);
    state.closedAfterMs = performance.now() - startedAt;
  });
  socket.write(head);
  function destroy() {
    clearInterval(timer);
    socket.destroy();
  }
  return state;
}

type Sender = ReturnType<typeof keepSending>;

const isOpen = ({ closedAfterMs }: Sender) => !Number.isFinite(closedAfterMs);

const head = (path: string, ...lines: string[]) =>
  [
    `POST ${path} HTTP/1.1`,
    `Host: localhost:${server.port}`,
    `Origin: ${server.url}`,
    'Content-Type: multipart/form-data; boundary=x',
    ...lines,
    '',
    '',
  ].join('\r\n');

test('two hundred bodies and a hundred heads at a byte a second end at the time-outs, and hold up nobody', {
  tag: '@long',
}, async () => {
  const atRest = memory();
  const bodies = Array.from({ length: 200 }, (_, index) =>
    index % 2
      ? keepSending(head('/sign-in', 'Content-Length: 60000'), 'a', 1_000)
      : keepSending(head('/sign-in', 'Transfer-Encoding: chunked'), '1\r\na\r\n', 1_000),
  );
  const heads = Array.from({ length: 100 }, () =>
    keepSending(`GET / HTTP/1.1\r\nHost: localhost:${server.port}\r\nX-A: `, 'a', 1_000),
  );
  // Answered before their end, which never comes.
  const answered = Array.from({ length: 20 }, (_, index) =>
    keepSending(
      head(index % 2 ? '/health/ready' : '/health/live', 'Transfer-Encoding: chunked'),
      '1\r\na\r\n',
      1_000,
    ),
  );
  const all = [...bodies, ...heads, ...answered];
  const startedAt = performance.now();
  const passed = () => performance.now() - startedAt;
  try {
    await sleep(4_000);
    // Before anybody else comes: what a visit costs for a while is no attack's doing.
    expect(memory() - atRest).toBeLessThan(50 * MIB_IN_KIB);
    while (all.some(isOpen) && passed() < REQUEST_TIME_OUT_MS + 2 * GRACE_MS) {
      await visit();
      await sleep(500);
    }
  } finally {
    for (const one of all) one.destroy();
  }
  for (const { text } of [...bodies, ...heads]) expect(answersIn(text)).toEqual([408]);
  for (const { text } of answered) expect(answersIn(text)).toEqual([405]);
  for (const [senders, timeOutMs] of [
    [heads, HEADERS_TIME_OUT_MS],
    [[...bodies, ...answered], REQUEST_TIME_OUT_MS],
  ] as const) {
    const lived = senders.map(({ closedAfterMs }) => closedAfterMs);
    expect(Math.min(...lived)).toBeGreaterThanOrEqual(timeOutMs - 500);
    expect(Math.max(...lived)).toBeLessThan(timeOutMs + GRACE_MS);
  }
});

test('bodies without an end, or of a gigabyte that never comes, are answered once, cut off, and cost no memory', async () => {
  const atRest = memory();
  const chunk = `${(16_384).toString(16)}\r\n${'a'.repeat(16_384)}\r\n`;
  const opening = '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n';
  const first = `${opening.length.toString(16)}\r\n${opening}\r\n`;
  const answered: [path: string, status: number][] = [
    ['/sign-in', 413],
    ['/sign-up', 413],
    ['/dashboard', 413],
  ];
  const endless = answered.flatMap(([path, status]) =>
    Array.from({ length: 4 }, () => ({
      status,
      sender: keepSending(head(path, 'Transfer-Encoding: chunked') + first, chunk, 10),
    })),
  );
  const silent = Array.from({ length: 20 }, () => ({
    status: 413,
    sender: keepSending(head('/sign-in', 'Content-Length: 1000000000'), '', 1_000),
  }));
  const all = [...endless, ...silent];
  let most = 0;
  const stillOpen = async () => {
    expect((await newVisitor(server).go('/sign-in')).status).toBe(200);
    most = Math.max(most, memory());
    return all.filter(({ sender }) => isOpen(sender)).length;
  };
  try {
    await expect.poll(stillOpen, { intervals: [100], timeout: 10_000 }).toBe(0);
  } finally {
    for (const { sender } of all) sender.destroy();
  }
  for (const { sender, status } of all) expect(answersIn(sender.text)).toEqual([status]);
  expect(most - atRest).toBeLessThan(50 * MIB_IN_KIB);
  await visit();
});
