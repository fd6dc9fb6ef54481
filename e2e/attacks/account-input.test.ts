import { type Act, everyAccountForm } from '#e2e/support/account-forms';
import { crossProduct } from '#e2e/support/cross-product';
import { actionId } from '#e2e/support/http';
import { type Field, multipart } from '#e2e/support/multipart';
import { countRows, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, PASSWORD, test } from '#e2e/support/test';

const WAYS = ['form', 'call'] as const;
const MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

/** Ways to spoil one field; each is refused at every field that people fill in. */
const SPOILED: [what: string, spoil: (name: string, value: string) => Field[]][] = [
  ['twice', (name, value) => [[name, value], [name, value]]],
  ['a file', (name, value) => [[name, value, 'x.txt']]],
  ['not UTF-8', (name, value) => [[name, Buffer.concat([Buffer.from(value), Buffer.from([0xff, 0xc3, 0x28])])]]],
  ['a lone surrogate', (name, value) => [[name, Buffer.concat([Buffer.from(value), Buffer.from([0xed, 0xa0, 0x80])])]]],
  ['a NUL', (name, value) => [[name, `${value}\0`]]],
  ['a line break', (name, value) => [[name, `${value}\r\nBcc: x@evil.test`]]],
  ['too long', (name) => [[name, 'x'.repeat(50_000)]]],
  ['markup', (name) => [[name, MARKUP]]],
  ['an object', (name) => [[name, '{"$ne":null}']]],
  ['SQL', (name) => [[name, "' or 1=1 --"]]],
  ['nothing', () => []],
]; // biome-ignore format: one list

const stateOf = (server: TestServer) => ({
  counts: countRows(server),
  users: rows(server, 'select * from users order by id'),
  sessions: rows(server, 'select id, secret_hash, proven_at from sessions order by id'),
});

/**
 * These count as text: names and new passwords may have these characters; a box may be left alone, and so may
 * the time zone of a person who has chosen none.
 */
const isWelcome = (act: Act, name: string, what: string) =>
  name === 'others' ||
  (name === 'timeZone' && what === 'nothing') ||
  (act.name === 'profile' && name === 'name' && /markup|an object|SQL/.test(what)) ||
  (/reset|change of password/.test(act.name) && name === 'password' && what === 'markup');

/** An act with each of its fields spoiled in each way. */
const spoiledOf = (act: Act) =>
  crossProduct(act.fields, SPOILED)
    .filter(([[name], [what]]) => !isWelcome(act, name, what))
    .map(([[name, value], [what, spoil]]) => {
      const spoiled = spoil(name, String(value));
      const fields = act.fields.flatMap((field) => (field[0] === name ? spoiled : [field]));
      return [act, name, what, fields] as const;
    });

test('a spoiled field of the account gets a sentence and a 4xx, and nothing is written', {
  tag: '@long',
}, async ({ server }) => {
  const { acts } = await everyAccountForm(server);
  const before = stateOf(server);
  for (const [nth, [act, name, what, fields]] of acts.flatMap(spoiledOf).entries())
    await expectRefused(act, fields, WAYS[nth % 2]!, `${act.name} ${name} ${what}`);
  expect(stateOf(server)).toEqual(before);
});

async function expectRefused(act: Act, fields: Field[], as: 'form' | 'call', what: string) {
  const answer = await act.by.submit(act.form, fields, as);
  expect([422, 429], `${what} ${as}: ${answer.text.slice(0, 80)}`).toContain(answer.status);
  expect(answer.setCookies, what).toEqual([]);
  expect(answer.text, what).not.toMatch(/node_modules|SQLITE|TypeError/);
  expect(answer.text, what).not.toContain(`"${PASSWORD}"`);
  if (as === 'call') return expect(answer.headers['content-type']).toContain('text/x-component');
  expect(answer.text, what).not.toContain('<script>alert(1)');
  return expect(answer.text, what).toContain('There is a problem');
}

const ARGUMENTS = [
  'null', '1', '"text"', '{}', '[]', '[null]', '[{},null]', '[{},{}]', '[{},1]', '[{},"$undefined"]', '[{},"$NaN"]',
  '[{},"$n123"]', '[{},"$D2026-01-01"]', '[{},"$Q1"]', '[{},"$W1"]', '[{},"$T1"]', '[{},"$F1"]', '[{},"$B1"]', '[{},"$K9"]',
  '[{},{"$ne":null}]', '[{},{"getAll":1}]', '[{},{"__proto__":{"getAll":"$F1"}}]', '["$1:__proto__:then"]',
  '["$1:constructor:constructor"]', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, '[{},"$K1"', '', '\u0000',
]; // biome-ignore format: one list

test('arguments that no form of the account sends are refused, and the process stays', {
  tag: '@long',
}, async ({ server }) => {
  const pid = server.pid();
  const { ada, acts } = await everyAccountForm(server);
  const before = stateOf(server);
  // What ends sessions without a field does so whatever it is given: that is no argument.
  for (const { name, by, form } of acts.filter(({ name }) => name !== 'end of the others')) {
    for (const value of ARGUMENTS) {
      const sent = multipart([
        ['1', '{}'],
        ['0', value],
      ]);
      const answer = await by.post(form.path, {
        body: sent.body,
        headers: { ...sent.headers, 'Next-Action': actionId(form), Accept: 'text/x-component' },
      });
      const what = `${name} ${value.slice(0, 40)}: ${answer.text.slice(0, 80)}`;
      expect(answer.status, what).toBeLessThan(500);
      expect(answer.setCookies, what).toEqual([]);
      expect(answer.text, what).not.toMatch(/node_modules|SQLITE|at .*\(.*:\d+:\d+\)/);
    }
  }
  expect(stateOf(server)).toEqual(before);
  expect(server.pid()).toBe(pid);
  expect((await ada.go('/settings/profile')).status).toBe(200);
});

test('fields nobody asked for change nothing: no role, no id, no other person', async ({
  server,
}) => {
  const { ada, email, acts } = await everyAccountForm(server);
  const before = rows(server, 'select * from users where email = ?', email)[0]!;
  const more: Field[] = [
    ['id', 'x'],
    ['userId', 'x'],
    ['user_id', 'x'],
    ['email', 'eve@evil.test'],
    ['emailVerified', 'true'],
    ['role', 'admin'],
    ['createdAt', '0'],
    ['disabledAt', ''],
    ['passwordHash', 'x'],
    ['__proto__[role]', 'admin'],
    ['authenticatedAt', '9999999999999'],
  ];
  const profile = acts.find(({ name }) => name === 'profile')!;
  const answer = await ada.submit(profile.form, [...profile.fields, ...more]);
  expect(answer.status).toBe(303);
  expect(rows(server, 'select * from users where email = ?', email)[0]).toEqual({
    ...before,
    name: 'Changed',
    search_name: 'changed',
    time_zone: 'Europe/Berlin',
    theme: 'dark',
  });
});
