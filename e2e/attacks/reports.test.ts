import { gzipSync } from 'node:zlib';
import { type Sent, send } from '#e2e/support/http';
import { answersIn, sendRaw } from '#e2e/support/raw-socket';
import { countRows } from '#e2e/support/rows';
import { startServer, type TestServer } from '#e2e/support/server';
import { expect, newNetwork, test as plain } from '#e2e/support/test';
import { violationsIn } from '#e2e/support/violations';

/** A server of one test's own: how much it writes down within a minute is part of what is asked. */
const test = plain.extend<{ own: TestServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  own: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.remove();
  },
});

const LIST = { 'Content-Type': 'application/reports+json' };

const reportOf = (body: object) => JSON.stringify([{ type: 'csp-violation', body }]);

const report = (server: TestServer, { headers, ...sent }: Sent) =>
  send(server, '/reports/csp', {
    method: 'POST',
    ...sent,
    headers: { 'X-Forwarded-For': newNetwork(), Origin: server.url, ...LIST, ...headers },
  });

test('a report is taken without a word, in either way that browsers have', async ({ own }) => {
  const older = { 'document-uri': `${own.url}/older`, 'effective-directive': 'img-src' };
  for (const sent of [
    { body: reportOf({ documentURL: `${own.url}/newer`, effectiveDirective: 'font-src' }) },
    {
      body: JSON.stringify({ 'csp-report': older }),
      headers: { 'Content-Type': 'application/csp-report' },
    },
  ]) {
    const answer = await report(own, sent);
    expect([answer.status, answer.text, answer.setCookies]).toEqual([204, '', []]);
  }
  await expect
    .poll(() => violationsIn(own))
    .toMatchObject([
      { directive: 'font-src', page: `${own.url}/newer` },
      { directive: 'img-src', page: `${own.url}/older` },
    ]);
});

test('what is no report leaves no line and breaks nothing', { tag: '@long' }, async ({ own }) => {
  const before = countRows(own);
  const good = reportOf({ documentURL: `${own.url}/x`, effectiveDirective: 'img-src' });
  const cases: [what: string, sent: Sent, status: number][] = [
    ['text', { body: good, headers: { 'Content-Type': 'text/plain' } }, 415],
    ['a form', { body: good, headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }, 415],
    ['nearly', { body: good, headers: { 'Content-Type': 'application/reports+jsonp' } }, 415],
    ['no type', { body: good, headers: { 'Content-Type': '' } }, 415],
    ['an action', { body: '', headers: { 'Next-Action': '0'.repeat(42) } }, 204],
    ['nothing', { body: '' }, 204],
    ['not JSON', { body: '[{"type":' }, 204],
    ['not UTF-8', { body: Buffer.from([0x5b, 0xff, 0xfe, 0x00, 0x5d]) }, 204],
    ['another kind', { body: good.replace('csp-violation', 'deprecation') }, 204],
    ['wrong inside', { body: reportOf({ documentURL: [good] }) }, 204],
    ['deep', { body: '['.repeat(30_000) + ']'.repeat(30_000) }, 204],
    ['a prototype', { body: '[{"type":"csp-violation","__proto__":{"body":{}}}]' }, 204],
    ['too large', { body: reportOf({ documentURL: 'x'.repeat(70_000) }) }, 413],
    ['packed', { body: gzipSync(good), headers: { 'Content-Encoding': 'gzip' } }, 204],
    ['GET', { method: 'GET' }, 405],
    ['HEAD', { method: 'HEAD' }, 405],
    ['PUT', { method: 'PUT', body: good }, 405],
    ['from elsewhere', { body: good, headers: { Origin: 'https://evil.test' } }, 403],
    ['from nowhere', { body: good, headers: { Origin: 'null' } }, 403],
  ];
  for (const [what, sent, status] of cases)
    expect((await report(own, sent)).status, what).toBe(status);
  const head = `POST /reports/csp HTTP/1.1\r\nHost: localhost:${own.port}\r\nOrigin: ${own.url}`;
  const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
  const grown = await sendRaw(
    own.port,
    `${head}\r\nContent-Type: application/reports+json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(8)}`,
  );
  expect(answersIn(grown)).toEqual([413]);
  expect(countRows(own)).toEqual(before);
  await report(own, { body: reportOf({ documentURL: 'the last' }) });
  await expect.poll(() => violationsIn(own)).toMatchObject([{ page: 'the last' }]);
});

test('no report can forge a line of the log, move the cursor, or bring along what was typed', async ({
  own,
}) => {
  const evil =
    'x\r\n{"level":60,"msg":"forged"}\n\u001b[2J\u009b31m\u202e\u2028?password=canary#canary';
  const answer = await report(own, {
    body: reportOf({
      documentURL: evil,
      blockedURL: evil,
      effectiveDirective: evil,
      sample: 'canary',
      originalPolicy: 'canary',
      referrer: 'canary',
    }),
  });
  expect(answer.status).toBe(204);
  await expect.poll(() => violationsIn(own)).toHaveLength(1);
  const output = own.output();
  expect(output).not.toContain('canary');
  expect(output).not.toMatch(/^\{"level":60/m);
  expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
});

test('a flood of reports leaves at most twenty lines a minute, each of them short', {
  tag: '@long',
}, async ({ own }) => {
  const one = { documentURL: `${own.url}/${'x'.repeat(100)}`, effectiveDirective: 'y'.repeat(100) };
  const many = Array.from({ length: 100 }, () => ({ type: 'csp-violation', body: one }));
  const startedAt = Date.now();
  for (let round = 0; round < 10; round++) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => report(own, { body: JSON.stringify(many) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(204));
  }
  const minutes = Math.floor(Date.now() / 60_000) - Math.floor(startedAt / 60_000) + 1;
  await expect.poll(() => violationsIn(own).length).toBeGreaterThanOrEqual(20);
  // What was written after these lines has arrived when this has.
  await send(own, '/sign-out', { method: 'POST', headers: { Origin: own.url }, body: '' });
  await expect.poll(() => own.output()).toContain('"path":"/sign-out"');
  const lines = violationsIn(own);
  expect(lines.length).toBeLessThanOrEqual(20 * minutes);
  for (const line of lines) expect(JSON.stringify(line).length).toBeLessThan(600);
});
