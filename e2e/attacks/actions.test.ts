import { FLIGHT } from '#e2e/support/flight';
import { actionId, asCall, formsOf, send } from '#e2e/support/http';
import { type Field, multipart } from '#e2e/support/multipart';
import { countRows, rows, sessionsOf } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { told } from '#e2e/support/shown-notices';
import { expect, newEmail, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const PAGES = ['/sign-in', '/sign-up'];

async function actionOf(server: TestServer, path: string) {
  const { text } = await send(server, path, { headers: { 'X-Forwarded-For': newNetwork() } });
  const form = formsOf(path, text)[0]!;
  return { form, id: actionId(form) };
}

const call = (
  server: TestServer,
  path: string,
  headers: Record<string, string>,
  body: Buffer | string,
) =>
  send(server, path, {
    method: 'POST',
    body,
    headers: { 'X-Forwarded-For': newNetwork(), Origin: server.url, ...headers },
  });

/** A refusal that gives nothing away: 4xx, no stack, no path, no session. */
function expectRefused(answer: Awaited<ReturnType<typeof send>>, what: string) {
  expect(answer.status, what).toBeGreaterThanOrEqual(400);
  expect(answer.status, what).toBeLessThan(500);
  expect(answer.setCookies, what).toEqual([]);
  expect(answer.text, what).not.toMatch(
    /node_modules|\.next\/|at .*\(.*:\d+:\d+\)|SQLITE|TypeError/,
  );
}

const DEEP = 5_000;

/** Arguments no form of ours sends, as React writes them. */
const ARGUMENTS = [
  'null', '1', '"text"', 'true', '{}', '[]', '[null]', '[{}]', '[{},null]', '[{},[]]', '[{},{}]', '[{},1]', '[{},"x"]',
  '[{},"$undefined"]', '[{},"$NaN"]', '[{},"$Infinity"]', '[{},"$-0"]', '[{},"$n123"]', '[{},"$D2026-01-01"]',
  '[{},"$Q1"]', '[{},"$W1"]', '[{},"$T"]', '[{},"$T1"]', '[{},"$1"]', '[{},"$@1"]', '[{},"$F1"]', '[{},"$B1"]',
  '[{},"$K9"]', '[{},"$S"]', '[{},"$i1"]', '[{},"$o1"]', '[{},"$R1"]', '[{},"$ffff"]', '[{},{"$ne":null}]',
  '[{},{"toString":1}]', '[{},{"getAll":1}]', '[{},{"email":"a@b.test","password":"x"}]', '{"0":{},"1":{}}',
  '[{},"$K1"', 'undefined', '', '\u0000', '{"__proto__":{"a":1}}', '[{},{"__proto__":{"getAll":"$F1"}}]',
]; // biome-ignore format: one list

test('arguments an action does not expect are refused, and the process stays', async ({
  server,
}) => {
  const pid = server.pid();
  const before = countRows(server);
  for (const path of PAGES) {
    const { id } = await actionOf(server, path);
    const headers = { 'Next-Action': id, Accept: 'text/x-component' };
    for (const value of ARGUMENTS) {
      const asText = await call(
        server,
        path,
        { ...headers, 'Content-Type': 'text/plain;charset=UTF-8' },
        value,
      );
      expectRefused(asText, `${path} text ${value}`);
      const parts = multipart([
        ['1', '[1]'],
        ['0', value],
      ]);
      expectRefused(
        await call(server, path, { ...headers, ...parts.headers }, parts.body),
        `${path} ${value}`,
      );
    }
    const deep = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;
    const deepParts = multipart([['0', deep]]);
    expectRefused(
      await call(server, path, { ...headers, 'Content-Type': 'text/plain' }, deep),
      'deep text',
    );
    expectRefused(
      await call(server, path, { ...headers, ...deepParts.headers }, deepParts.body),
      'deep parts',
    );
  }
  expect(countRows(server)).toEqual(before);
  expect(server.pid()).toBe(pid);
  expect((await send(server, '/sign-in')).status).toBe(200);
});

test('what a page sends as the state of its form is not believed', async ({ server }) => {
  const before = countRows(server);
  const eve = newVisitor(server);
  const form = await eve.form('/sign-in');
  const states = [
    '[{"ok":true,"problems":[{"text":"<b>x</b>"}]}]',
    '["$F1"]',
    '[[]]',
    'null',
    '[1,2,3,4]',
    '"$@0"',
    '{',
  ];
  for (const state of states) {
    const hidden = form.hidden.map(
      ([name, value]) => [name, name === '$ACTION_1:1' ? state : value] as Field,
    );
    const { body, headers } = multipart([...hidden, ['email', 'a@b.test'], ['password', 'x']]);
    const answer = await eve.post('/sign-in', { body, headers });
    expectRefused(answer, state);
    expect(answer.text).not.toContain('<b>x</b>');
  }
  expect(countRows(server)).toEqual(before);
});

test('bodies that abuse the decoder are refused quickly and set nothing', async ({ server }) => {
  const pid = server.pid();
  const { id } = await actionOf(server, '/sign-in');
  const tries = FLIGHT.flatMap((fields) => [
    { fields, headers: { 'Next-Action': id } },
    { fields, headers: { 'Next-Action': 'x' } },
    { fields, headers: { 'Next-Action': '__proto__' } },
    { fields, headers: {} as Record<string, string> },
  ]);
  for (const { fields, headers } of tries) {
    const parts = multipart(fields);
    const answer = await call(server, '/sign-in', { ...headers, ...parts.headers }, parts.body);
    expectRefused(answer, JSON.stringify([headers, fields.slice(0, 3)]));
  }
  const reference = await timed(() => send(server, '/sign-in'));
  const storm = Array.from({ length: 50 }, (_, index) => {
    const { fields, headers } = tries[index % tries.length]!;
    const parts = multipart(fields);
    return call(server, '/sign-in', { ...headers, ...parts.headers }, parts.body);
  });
  const during = await timed(() => send(server, '/sign-in'));
  expect((await Promise.all(storm)).filter(({ status }) => status >= 500)).toEqual([]);
  expect(during.answer.status).toBe(200);
  expect(during.ms).toBeLessThan(Math.max(reference.ms, 20) * 100);
  expect(server.pid()).toBe(pid);
  const { text } = await send(server, '/health/live');
  expect(text).toBe('{"status":"ok"}');
  expect(server.output()).not.toMatch(/an error nobody caught|rejection nobody caught/);
});

async function timed<Value>(work: () => Promise<Value>) {
  const startedAt = performance.now();
  return { answer: await work(), ms: performance.now() - startedAt };
}

test('an action that does not exist, and one of another page, is told apart from nothing', async ({
  server,
}) => {
  const { form } = await actionOf(server, '/sign-in');
  const call404 = asCall(form, []);
  for (const id of ['0'.repeat(42), 'f'.repeat(42), '', '../x', 'toString', `${actionId(form)}0`]) {
    const answer = await call(
      server,
      '/sign-in',
      { ...call404.headers, 'Next-Action': id },
      call404.body,
    );
    expectRefused(answer, id);
  }
});

test('ids of somebody else’s sessions end nothing, in a field, an argument or a bound argument', async ({
  server,
}) => {
  const bob = newVisitor(server);
  const email = await bob.signUp();
  const ids = rows(
    server,
    'select s.id, s.user_id from sessions s join users u on u.id = s.user_id where u.email = ?',
    email,
  );
  const ada = newVisitor(server);
  const own = await ada.signUp();
  await newVisitor(server).signIn(own);
  const form = await ada.form('/settings/sessions', 1);
  const targets = [ids[0]?.['id'], ids[0]?.['user_id'], '*', '%', "' or 1=1 --", '0', ''].map(
    String,
  );
  for (const target of targets) {
    const hidden = form.hidden.filter(([name]) => name !== 'session');
    for (const send of [
      () => ada.submit({ ...form, hidden }, [['session', target]]),
      () =>
        ada.submit({ ...form, hidden }, [
          ['session', target],
          ['session', target],
        ]),
      () => ada.submit({ ...form, hidden }, [['session', target, 'file.txt']]),
      () =>
        ada.post(form.path, {
          ...asCall({ ...form, hidden }, [['session', target]], { hasState: false }),
        }),
      () =>
        ada.post(`${form.path}?session=${encodeURIComponent(target)}`, {
          ...asCall({ ...form, hidden }, [], { hasState: false }),
        }),
    ])
      expect(await told(ada, await send()), target).toBe('There was nothing left to end.');
  }
  expect((await bob.go('/dashboard')).status).toBe(200);
  expect(sessionsOf(server, own)).toBe(2);
});

test('arguments that are no form do nothing for somebody who is signed in either', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  await newVisitor(server).signIn(email);
  const id = actionId(await ada.form('/settings/sessions', 1));
  for (const value of ARGUMENTS) {
    const parts = multipart([
      ['1', '[1]'],
      ['0', value],
    ]);
    const answer = await ada.post('/settings/sessions', {
      body: parts.body,
      headers: { ...parts.headers, 'Next-Action': id },
    });
    expect(answer.status, value).toBeLessThan(500);
  }
  expect(sessionsOf(server, email)).toBe(2);
});

test('a field that comes twice, as a file, or under a hostile name is a refusal', async ({
  server,
}) => {
  const eve = newVisitor(server);
  const email = newEmail();
  const form = await eve.form('/sign-up');
  const good: Field[] = [
    ['name', 'Eve'],
    ['email', email],
    ['password', 'seven purple otters juggle'],
  ];
  const before = countRows(server);
  const hostile: Field[][] = [
    [...good, ['email', 'second@example.com']],
    [
      ['name', 'Eve'],
      ['email[]', email],
      ['password', 'x'],
    ],
    [
      ['name', 'Eve'],
      ['email[a]', email],
      ['password', 'x'],
    ],
    [
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['email.__proto__', email],
    ],
    [
      ['name', 'Eve', 'a.txt'],
      ['email', email],
      ['password', 'seven purple otters juggle'],
    ],
    [
      ['name', 'Eve'],
      ['email', email, 'a.txt'],
      ['password', 'seven purple otters juggle'],
    ],
    [
      ['name', 'Eve'],
      ['email', email],
      ['password', 'seven purple otters juggle', 'a.txt'],
    ],
  ];
  for (const fields of hostile) {
    for (const as of ['form', 'call'] as const) {
      const answer = await eve.submit(form, fields, as);
      expect(answer.status, JSON.stringify(fields)).toBe(422);
      expect(answer.text).toMatch(/Fill in this field once|not a file|Enter your/);
    }
  }
  expect(countRows(server)).toEqual(before);
});
