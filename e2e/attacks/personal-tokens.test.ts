import { apiByToken, apiOf, apiOfNobody } from '#e2e/support/api';
import { sendToOauth } from '#e2e/support/grant-consent';
import { send } from '#e2e/support/http';
import { APPS, personalToken, TOKEN, tokenFields, tokenForm } from '#e2e/support/personal-token';
import { rows } from '#e2e/support/rows';
import { idOf } from '#e2e/support/staff';
import { expect, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const ALL = ['account:read', 'sessions', 'notes:read', 'notes:write'];

test('a token is in the answer to its form alone, and in nobody else’s hands by its number', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const form = await tokenForm(visitor);
  const made = await visitor.submit(form, tokenFields(...ALL));
  const [token = ''] = made.text.match(TOKEN) ?? [];
  expect([made.status, made.headers['cache-control']]).toEqual([200, expect.stringContaining('no-store')]); // biome-ignore format: one line
  expect(made.setCookies.join(' ')).not.toContain(token.slice(14));
  for (const path of [APPS, '/settings/security', '/settings/sessions', '/settings/activity', '/dashboard', '/settings/data/export']) // biome-ignore format: one line
    for (const headers of [{}, { RSC: '1' }]) {
      const { text } = await visitor.go(path, { headers });
      expect(text, path).not.toMatch(TOKEN);
    }
  expect((await visitor.download('/settings/data/export')).text).not.toContain(token.slice(14));
  const thief = newVisitor(server);
  await thief.signUp();
  const number = form.hidden.filter(([name]) => name === 'form');
  const theirs = await tokenForm(thief);
  const hidden = [...theirs.hidden.filter(([name]) => name !== 'form'), ...number];
  const stolen = await thief.submit({ ...theirs, hidden }, tokenFields(...ALL));
  expect(stolen.text).not.toContain(token);
  expect((await apiByToken(server, token)('GET', '/me')).status).toBe(200);
});

test('nobody makes one without a session, a mark, a proof, or with what is not in the form', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const count = () => rows(server, 'select id from sessions where token_name is not null').length;
  const before = count();
  const form = await tokenForm(visitor);
  for (const fields of [
    tokenFields(),
    [...tokenFields(...ALL), ['days', '365']],
    [
      ['name', 'A'],
      ['days', '36500'],
      ['notes:read', 'on'],
    ],
    [
      ['name', 'A'],
      ['days', '30'],
      ['notes:read', 'yes'],
    ],
    [
      ['name', ''],
      ['days', '30'],
      ['notes:read', 'on'],
    ],
    [
      ['name', 'A'],
      ['days', '30'],
      ['admin', 'on'],
    ],
    [
      ['name', 'A'],
      ['days', '30'],
      ['openid', 'on'],
    ],
  ] as [string, string][][]) {
    const answer = await visitor.submit(form, fields);
    expect([answer.status, TOKEN.test(answer.text)]).toEqual([422, false]);
  }
  const unmarked = { ...form, hidden: form.hidden.filter(([name]) => name !== 'made_for') };
  expect((await visitor.submit(unmarked, tokenFields(...ALL))).status).toBe(409);
  const stranger = newVisitor(server);
  expect((await stranger.submit(form, tokenFields(...ALL))).text).not.toMatch(TOKEN);
  expect(count()).toBe(before);
});

test('somebody else’s token is ended by nobody, and somebody else’s note is not there for one', async ({
  server,
}) => {
  const [ada, bob] = [newVisitor(server), newVisitor(server)];
  const [email] = [await ada.signUp(), await bob.signUp()];
  const token = await personalToken(ada, ...ALL);
  await personalToken(bob, ...ALL);
  const [row] = rows(server, 'select id from sessions where token_name is not null and user_id = ?', idOf(server, email)); // biome-ignore format: one line
  const end = await bob.form(APPS, 0);
  const hidden = end.hidden.map(([name, value]): [string, string] => [name, name === 'session' ? String(row?.['id']) : value]); // biome-ignore format: one line
  expect(hidden.some(([, value]) => value === String(row?.['id']))).toBe(true);
  await bob.submit({ ...end, hidden }, []);
  expect((await apiByToken(server, token)('GET', '/me')).json.email).toBe(email);
  const theirs = apiByToken(server, await personalToken(bob, ...ALL));
  expect((await theirs('DELETE', `/sessions/${row?.['id']}`)).status).toBe(404);
  const { id } = (await apiByToken(server, token)('POST', '/notes', { body: { title: 'A', text: '' } })).json; // biome-ignore format: one line
  expect((await theirs('GET', `/notes/${id}`)).status).toBe(404);
});

test('in an address, a body, a cookie or another scheme it opens nothing, and the log does not have it', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const token = await personalToken(visitor, ...ALL);
  for (const name of ['access_token', 'token', 'api_key', 'key'])
    expect((await apiOfNobody(server)('GET', `/me?${name}=${token}`)).status).toBe(401);
  const asked = await send(server, `/api/v1/notes`, {
    method: 'POST',
    body: new URLSearchParams({ access_token: token }).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Forwarded-For': newNetwork(),
    },
  });
  expect(asked.status).toBe(401);
  for (const headers of [
    { Cookie: `session=${token}` },
    { 'X-Api-Key': token },
    { Authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` },
    { Authorization: `token ${token}` },
    { Authorization: token },
  ] as Record<string, string>[])
    expect((await apiOf(server, () => headers)('GET', '/me')).status).toBe(401);
  // The page itself takes no token.
  const page = await send(server, '/dashboard', { headers: { Authorization: `Bearer ${token}` } });
  expect(page.status).toBe(307);
  expect(server.output()).not.toContain(token.slice(14));
});

test('a guess with a right sum, one of another server, and one with a sign changed are all the same', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const token = await personalToken(visitor, 'account:read');
  const other = `gatehouse_pat_${'0'.repeat(33)}`;
  const answers = [];
  for (const wrong of [
    `${other}000000`,
    `${token.slice(0, 20)}${token[20] === 'a' ? 'b' : 'a'}${token.slice(21)}`,
    token.slice(0, -1),
    `${token}0`,
    token.toLowerCase(),
    'gatehouse_pat_',
  ]) {
    const { status, json } = await apiByToken(server, wrong)('GET', '/me');
    answers.push([status, json.reason, json.detail]);
  }
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(answers[0]?.slice(0, 2)).toEqual([401, 'invalid_token']);
});

test('it is no token of the authorization server: not to refresh, to ask about, to give back, to read who somebody is', async ({
  server,
}) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const token = await personalToken(visitor, ...ALL);
  const client_id = 'gatehouse-cli';
  const refresh = await sendToOauth(server, '/oauth/token', { client_id, grant_type: 'refresh_token', refresh_token: token }); // biome-ignore format: one line
  expect(refresh.status).toBe(400);
  for (const path of ['/oauth/introspect', '/oauth/revoke']) {
    const answer = await sendToOauth(server, path, { client_id, token });
    expect((await answer.text()).includes('"active":true')).toBe(false);
  }
  const who = await send(server, '/oauth/userinfo', {
    headers: { Authorization: `Bearer ${token}`, 'X-Forwarded-For': newNetwork() },
  });
  expect(who.status).toBe(401);
  expect((await apiByToken(server, token)('GET', '/me')).status).toBe(200);
});

test('it is out at once when its owner signs out everywhere else', async ({ server }) => {
  const visitor = newVisitor(server);
  await visitor.signUp();
  const token = await personalToken(visitor, 'account:read');
  const api = apiByToken(server, token);
  expect((await api('GET', '/me')).status).toBe(200);
  await visitor.submit(await visitor.form('/settings/sessions', 0), []);
  expect((await api('GET', '/me')).status).toBe(401);
});
