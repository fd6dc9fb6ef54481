import { once } from 'node:events';
import { connect } from 'node:net';
import { crossProduct } from '#e2e/support/cross-product';
import { FLIGHT } from '#e2e/support/flight';
import { actionId, asForm, send, sendRouted } from '#e2e/support/http';
import { multipart } from '#e2e/support/multipart';
import { change } from '#e2e/support/rows';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import fc from '#lib/testing/fast-check.test-support';

test('whatever bytes are sent, no answer is a server error and the process stays', {
  tag: '@long',
}, async ({ server }) => {
  const pid = server.pid();
  const eve = newVisitor(server);
  const forms = await Promise.all(
    ['/sign-in', '/sign-up', '/forgot-password'].map((path) => eve.form(path)),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.emailAddress(),
    fc.constantFrom('{}', '$1', '$@0', '\ufffd', 'a'.repeat(30_000)),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  );
  const field = fc.tuple(
    fc.oneof(
      fc.constantFrom(
        'email',
        'password',
        'name',
        'next',
        'code',
        '0',
        '1',
        '$ACTION_KEY',
        '$ACTION_1:1',
      ),
      fc.string({ maxLength: 12 }).map((name) => name.replace(/["\r\n]/g, '')),
    ),
    text,
  );
  const path = fc.oneof(
    fc.constantFrom(
      '/',
      '/sign-in',
      '/sign-up',
      '/sign-up/verify',
      '/dashboard',
      '/settings/sessions',
      '/settings/data/export',
      '/settings/email/verify',
      '/confirm',
      '/forgot-password',
      '/reset-password',
      '/session/alive',
      '/sign-out',
      '/metrics',
    ),
    fc.webPath().map((one) => `/${one.replace(/^\/*/, '')}`),
  );
  const headers = fc.dictionary(
    fc.constantFrom(
      'rsc',
      'next-action',
      'next-router-state-tree',
      'next-url',
      'cookie',
      'accept',
      'user-agent',
      'content-encoding',
      'range',
      'if-none-match',
      'next-router-prefetch',
      'next-router-segment-prefetch',
    ),
    fc.string({ maxLength: 60 }).map((value) => value.replace(/[^\x20-\x7e]/g, '')),
    { maxKeys: 3 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(field, { maxLength: 5 }),
      path,
      headers,
      fc.constantFrom('form', 'bare', 'get'),
      async (fields, where, extra, how) => {
        const own = { ...extra, 'X-Forwarded-For': newNetwork() };
        const sent = how === 'form' ? asForm(forms[fields.length % 3]!, fields) : multipart(fields);
        const answer =
          how === 'get'
            ? await send(server, where, { headers: own })
            : await send(server, where, {
                method: 'POST',
                body: sent.body,
                headers: { Origin: server.url, ...sent.headers, ...own },
              });
        expect(
          [500, 502, 504],
          `${how} ${where} ${JSON.stringify(extra)} ${answer.text.slice(0, 80)}`,
        ).not.toContain(answer.status);
      },
    ),
    { numRuns: 600, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
  );
  expect(server.pid()).toBe(pid);
  expect((await send(server, '/health/live')).status).toBe(200);
});

test('a failure says nothing of its cause, and has a reference that the log knows', {
  tag: '@long',
}, async () => {
  const server = await startServer();
  const ada = newVisitor(server);
  await ada.signUp();
  change(server, 'alter table audit_events rename to gone');
  for (const [path, headers] of [
    ['/dashboard', {}],
    ['/dashboard?_rsc', { RSC: '1' }],
  ] as [string, Record<string, string>][]) {
    const { status, text } = await ada.go(path, { headers });
    expect([200, 500, 503], path).toContain(status);
    if (!headers['RSC']) expect(status).toBeGreaterThanOrEqual(500);
    expect(text).not.toMatch(
      /audit_events|SQLITE|no such table|node_modules|\.next\/|better-sqlite|drizzle| at .*:\d+:\d+/i,
    );
    const reference = text.match(/ref ([0-9a-f]{12})/)?.[1];
    if (!headers['RSC']) await expect.poll(() => server.output()).toContain(String(reference));
  }
  const failed = await newVisitor(server).signIn(newEmail(), 'x');
  expect(failed.status).toBeGreaterThanOrEqual(500);
  expect(failed.setCookies).toEqual([]);
  expect(failed.text).not.toMatch(/audit_events|SQLITE|no such table| at .*:\d+:\d+/i);
  change(server, 'alter table gone rename to audit_events');
  expect((await ada.go('/dashboard')).status).toBe(200);
  await server.remove();
});

test('nothing a visitor sends starts a log line of its own or fills the log', {
  tag: '@long',
}, async () => {
  const server = await startServer({ LOG_LEVEL: 'debug' });
  const canary = 'canary-4e1f';
  const evil = `x"},{"level":60,"msg":"${canary}-forged"}`;
  const big = 'A'.repeat(7_000);
  await send(server, `/${encodeURIComponent(`\r\n\x1b[31m{"level":60,"msg":"${canary}"}`)}`, {
    headers: { 'User-Agent': evil },
  });
  await send(server, `/${big}?secret=${canary}-query`, { headers: { 'User-Agent': big } });
  await send(server, '/sign-out', {
    method: 'POST',
    body: '',
    headers: { Origin: `${evil}${big}` },
  });
  const eve = newVisitor(server);
  await eve.submit(
    await eve.form('/sign-in'),
    [
      ['email', `${canary}@example.com`],
      ['password', `${canary}-password`],
    ],
    'form',
    { Cookie: `session=${canary}-cookie`, Authorization: `Bearer ${canary}-token` },
  );
  await eve.signUp({ name: `${canary}-name` });
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(entry['level']).toBeLessThan(60);
    expect(line.length).toBeLessThan(2_000);
  }
  expect(server.output()).not.toContain('\x1b');
  expect(server.output()).not.toMatch(
    new RegExp(`${canary}-(query|password|cookie|token|name)|${canary}@|^.{0,3}${canary}`, 'm'),
  );
  expect(server.output()).not.toMatch(/Fe26\.2|\$argon2/);
  await server.remove();
});

const PART = 'Content-Disposition: form-data; name="0"';

/** Multipart bodies that no browser writes. */
const BODIES = [
  '',
  '--x',
  '--x--',
  '--x\r\n\r\n',
  `--x\r\n${PART}\r\n\r\nno end`,
  `--x\r\n${PART}\r\n\r\n--x--\r\n--x--\r\nafter the end`,
  '--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="0\r\n\r\nopen\r\n--x--\r\n',
  '--x\r\nContent-Disposition: form-data; name="\0"\r\n\r\na NUL\r\n--x--\r\n',
  '--x\r\nno colon\r\n\r\n1\r\n--x--\r\n',
  `--x\n${PART}\n\nno CR\n--x--\n`,
  `--y\r\n${PART}\r\n\r\nanother boundary\r\n--y--\r\n`,
  `--x\r\n${PART}; filename*=UTF-8''%ff%\r\n\r\n1\r\n--x--\r\n`,
  `--x\r\n${PART}\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%\r\n--x--\r\n`,
  `--x\r\n${'A: b\r\n'.repeat(3_000)}${PART}\r\n\r\n1\r\n--x--\r\n`,
  `--x\r\n${PART}\r\n\r\n1\r\n`.repeat(900),
];

/** What no router of ours says of the page it shows. */
const STATES = [
  '', '%', '%5B', 'x', '1', 'null', '{}', '[]', '[1]', '["",1]', '["",{"children":1}]', '["",{},[]]', '["",{},null,"x"]',
  '["",{"__proto__":["",{}]}]', '[["a","b","zz",null],{}]', '%5B%22%ff%22%2C%7B%7D%5D', '['.repeat(9_000),
  `${'["",{"a":'.repeat(700)}["",{}]${'}]'.repeat(700)}`,
]; // biome-ignore format: one list

/** What else its router says when it looks. */
const LOOKS: Record<string, string>[] = [
  {},
  { 'Next-Router-Prefetch': '1' },
  { 'Next-Router-Prefetch': '2' },
  { 'Next-Router-Prefetch': '3', 'Next-Url': '%' },
  { 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
  { 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '%/../' },
];

/** Sends all but the last byte of what it says it sends, and is gone. */
async function abort(server: TestServer, path: string, headers: Record<string, string>) {
  const body = `--x\r\n${PART}\r\n\r\n["$K1"]`;
  const all = { Host: new URL(server.url).host, Origin: server.url, ...headers };
  const lines = Object.entries(all).map((line) => line.join(': '));
  const [length, begun] = headers['Transfer-Encoding']
    ? [[], `ff\r\n${body}`]
    : [[`Content-Length: ${body.length + 1}`], body];
  const head = [`POST ${path} HTTP/1.1`, ...lines, ...length].join('\r\n');
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.end(`${head}\r\n\r\n${begun}`, () => socket.destroy());
  await once(socket, 'close');
  return { status: 0 };
}

/** Everything of a log that rings somebody, and how much of what strangers can cause stands in its fullest minute. */
function readLog(server: TestServer) {
  const lines = server.output().split('\n').slice(1);
  const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const most = (isOne: (entry: Record<string, unknown>) => boolean) => {
    const minutes = entries.filter(isOne).map(({ time }) => String(time).slice(0, 16));
    return Math.max(
      0,
      ...Object.values(Object.groupBy(minutes, (one) => one)).map((all) => all!.length),
    );
  };
  return {
    // Besides the greeting all of it is lines of the log, and none rings.
    alarms: lines.filter(
      (line) => !/^(\{.*\}| {2}\S.*)?$/.test(line) || /"level":[56]0|"stack"/.test(line),
    ),
    broken: most(({ event }) => event === 'broken_request'),
    refused: most(({ status }) => Number(status) >= 400),
  };
}

type Knock = [what: string, send: () => Promise<{ status: number }>];

const TYPE = { 'Content-Type': 'multipart/form-data; boundary=x' };

/** Everything broken that can be sent to a page with a form, by the person who opened it. */
async function brokenAt(server: TestServer, visitor: Visitor, path: string): Promise<Knock[]> {
  const id = actionId(await visitor.form(path));
  const ids = [id, '0', 'x', `${id}0`, id.slice(2), 'f'.repeat(42), '__proto__', '%00', '\xff'];
  const heads: Record<string, string>[] = [{}, ...ids.map((one) => ({ 'Next-Action': one }))];
  const from = () => ({ 'X-Forwarded-For': visitor.network, Cookie: visitor.cookie() });
  const post = (body: string | Buffer, headers: Record<string, string>): Knock => [
    `${path} ${JSON.stringify(headers)} ${typeof body === 'string' ? body : ''}`,
    () => visitor.post(path, { body, headers: { ...TYPE, ...headers } }),
  ];
  const states = STATES.map((state) => ({ RSC: '1', 'Next-Router-State-Tree': state }));
  return [
    // First, so that the server has noticed long before the log is read.
    ...crossProduct(heads, [{}, from(), { 'Transfer-Encoding': 'chunked' }]).map(
      ([head, more]): Knock => [
        'aborted',
        () => abort(server, path, { ...TYPE, ...head, ...more }),
      ],
    ),
    ...crossProduct(heads, BODIES).map(([head, body]) => post(body, head)),
    ...crossProduct(heads, states).map(([head, state]) =>
      post(BODIES[4] ?? '', { ...head, ...state }),
    ),
    ...crossProduct(heads.slice(0, 2), FLIGHT.map(multipart)).map(([head, { body, headers }]) =>
      post(body, { ...head, ...headers }),
    ),
    ...crossProduct(states, LOOKS).map(
      ([state, more]): Knock => [
        `GET ${path} ${JSON.stringify({ ...state, ...more })}`,
        () => sendRouted(server, path, { headers: { ...from(), ...state, ...more } }),
      ],
    ),
  ];
}

/** How many answers of each kind there were, as "POST 4xx". */
async function answersOf(server: TestServer) {
  const { text } = await send(server, '/metrics');
  const lines = text.matchAll(
    /^gatehouse_requests_total\{method="(\w+)",status="(\dxx)"\} (\d+)$/gm,
  );
  return new Map([...lines].map(([, method, kind, count]) => [`${method} ${kind}`, Number(count)]));
}

test('what is sent broken is never our failure, rings no alarm and cannot fill the log', {
  tag: '@long',
}, async () => {
  const server = await startServer(LIGHT);
  const ada = newVisitor(server);
  await newVisitor(server).signIn(await ada.signUp());
  const wrong: unknown[] = [];
  for (const [visitor, path] of [
    [newVisitor(server), '/sign-in'],
    [ada, '/settings/sessions'],
    [ada, '/notes/new'],
  ] as const)
    for (const [what, knock] of await brokenAt(server, visitor, path)) {
      const { status } = await knock();
      if (status >= 500) wrong.push([status, what.slice(0, 200)]);
    }
  expect(wrong).toEqual([]);
  const answers = await answersOf(server);
  expect(answers.get('POST 4xx')).toBeGreaterThan(100);
  expect([...answers.keys()].filter((one) => one.endsWith('5xx'))).toEqual([]);
  const { alarms, broken, refused } = readLog(server);
  expect(alarms).toEqual([]);
  expect(broken).toBeGreaterThan(0);
  expect([broken <= 20, refused <= 120], `${broken} ${refused}`).toEqual([true, true]);
  expect((await ada.go('/dashboard')).status).toBe(200);
  await server.remove();
});
