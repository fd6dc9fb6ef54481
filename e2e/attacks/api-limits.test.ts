import { type Api, apiByCookie, apiByToken, apiOf } from '#e2e/support/api';
import { bearerFor } from '#e2e/support/bearer';
import { holdDatabase } from '#e2e/support/held-database';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const note = { title: 'Plans', text: '' };

async function enter(server: TestServer) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  return { email, api: apiByCookie(server, visitor) };
}

/** Says that this much is left of what was counted under a limit since this person came. */
const leave = (server: TestServer, rule: string, used: number, seen: Set<string>) => {
  const keys = rows(server, 'select key from limits where key like ?', `${rule}:%`)
    .map(({ key }) => String(key))
    .filter((key) => !seen.has(key));
  for (const key of keys) change(server, 'update limits set used = ? where key = ?', used, key);
  return keys.length;
};

/** Everything that is counted, by its key. */
const counted = (server: TestServer) =>
  new Set(rows(server, 'select key from limits').map(({ key }) => String(key)));

const shapeOf = ({ status, headers, json }: Awaited<ReturnType<Api>>) => {
  const { date: _, 'retry-after': retry, ...rest } = headers;
  const { instance: __, ...problem } = json;
  expect(Number(retry)).toBeGreaterThan(0);
  return JSON.stringify([status, rest, problem]);
};

test('each limit is 429 with when to come back, the same words for all, and nothing changed', async ({
  server,
}) => {
  const seen: string[] = [];
  for (const [rule, max, method] of [
    ['form/user', 1000, 'DELETE'],
    ['form/user/day', 5000, 'DELETE'],
    ['things/user', 200, 'POST'],
  ] as const) {
    const before = counted(server);
    const { api } = await enter(server);
    expect((await api('POST', '/notes', { body: note })).status).toBe(201);
    expect(leave(server, rule, max - 1, before)).toBe(1);
    const notes = () => rows(server, 'select id from notes').length;
    expect((await api('POST', '/notes', { body: note })).status).toBe(201);
    const had = notes();
    const answer = await api(method, method === 'POST' ? '/notes' : '/notes/x', {
      ...(method === 'POST' ? { body: note } : {}),
    });
    expect(answer.status, rule).toBe(429);
    expect(answer.headers['cache-control']).toContain('no-store');
    expect(notes()).toBe(had);
    expect((await api('GET', '/me')).status).toBe(200);
    seen.push(shapeOf(answer));
  }
  expect(new Set(seen).size).toBe(1);
});

test('pages and the API share one budget of what a person sends', async ({ server }) => {
  const visitor = newVisitor(server);
  const before = counted(server);
  await visitor.signUp();
  const api = apiByCookie(server, visitor);
  await api('POST', '/notes', { body: note });
  expect(leave(server, 'form/user', 999, before)).toBe(1);
  const form = await visitor.form('/notes/new');
  const fields: [string, string][] = [
    ['title', 'By the page'],
    ['text', ''],
  ];
  expect((await visitor.submit(form, fields)).status).toBe(303);
  expect((await api('POST', '/notes', { body: note })).status).toBe(429);
  expect((await visitor.submit(form, fields)).status).toBe(429);
});

test('readings by token are limited by the person they are for, from wherever they come', {
  tag: '@long',
}, async ({ server, nodes }) => {
  const { email, api } = await enter(server);
  const token = await bearerFor(server, email, ['account:read']);
  const other = await bearerFor(server, email, ['account:read']);
  let network = 0;
  // D-02: what a caller says of its address makes it nobody else.
  const from = apiOf(server, () => ({
    Authorization: `Bearer ${network % 2 ? token : other}`,
    'X-Forwarded-For': `198.51.100.${network++ % 250}, ${newNetwork()}`,
    'X-Real-IP': newNetwork(),
    Forwarded: `for=${newNetwork()}`,
    'CF-Connecting-IP': newNetwork(),
    'True-Client-IP': newNetwork(),
    'X-Client-IP': newNetwork(),
  }));
  const statuses: number[] = [];
  // What bounds the load is counted by each node: see lib/limits/take-load.
  for (let batch = 0; batch < 31 * nodes; batch++)
    statuses.push(
      ...(await Promise.all(
        Array.from({ length: 20 }, async () => (await from('GET', '/me')).status),
      )),
    );
  expect(statuses.filter((status) => status === 200).length).toBe(600 * nodes);
  expect(statuses.filter((status) => status === 429).length).toBe(20 * nodes);
  expect((await api('GET', '/me')).status).toBe(200);
  const bob = await enter(server);
  const bobs = apiByToken(server, await bearerFor(server, bob.email));
  expect((await bobs('GET', '/me')).status).toBe(200);
});

test('while the database is held, the API says 503 and when to come back, and then goes on', async ({
  server,
}) => {
  const { api } = await enter(server);
  const letGo = await holdDatabase(server);
  const answer = await api('POST', '/notes', { body: note });
  expect([answer.status, answer.json.reason]).toEqual([503, 'unavailable']);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  await letGo();
  expect((await api('POST', '/notes', { body: note })).status).toBe(201);
});
