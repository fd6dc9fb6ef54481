import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { idOf } from '#e2e/support/staff';
import { expect, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import { Authenticator } from '#lib/testing/passkey.test-support';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** What a page of this visitor asks a passkey for. */
async function asks(visitor: Visitor, path = '/sign-in/passkey') {
  const answer = await visitor.download(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return JSON.parse(answer.text) as { challenge: string; user: { id: string } };
}

/** Somebody with a passkey, and a stranger's browser that has just opened the sign-in page. */
async function setScene(server: TestServer) {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const hers = new Authenticator({ origin: server.url });
  const answer = hers.create(await asks(ada, '/settings/passkeys/options'));
  const form = await ada.form('/settings/passkeys');
  const added = await ada.submit(form, [['passkey', answer]]);
  expect(added.headers.location).toBe('/settings/passkeys');
  const stranger = newVisitor(server);
  const signIn = await stranger.form('/sign-in');
  const send = (passkey: string, by = stranger) => by.submit(signIn, [['passkey', passkey]]);
  return { ada, email, hers, stranger, send };
}

const sessionsOf = (server: TestServer, email: string) =>
  rows(server, 'select id from sessions where user_id = ?', idOf(server, email)).length;

test('a passkey signs in with nothing else in the form, once for each challenge', async ({
  server,
}) => {
  const { email, hers, stranger, send } = await setScene(server);
  const answer = hers.get(await asks(stranger));
  const before = sessionsOf(server, email);
  const all = await Promise.all([1, 2, 3, 4].map(() => send(answer, copyOf(server, stranger))));
  expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
  expect((await send(answer)).status).toBe(422);
  expect(sessionsOf(server, email)).toBe(before + 1);
});

/** The same cookies in another connection. */
function copyOf(server: TestServer, visitor: Visitor): Visitor {
  const copy = newVisitor(server);
  for (const [name, value] of visitor.cookies) copy.cookies.set(name, value);
  return copy;
}

test('an answer to the challenge of another browser, from another origin or with another name lets nobody in', async ({
  server,
}) => {
  const { email, hers, stranger, send } = await setScene(server);
  const before = sessionsOf(server, email);
  const other = newVisitor(server);
  const answers = [
    hers.get(await asks(other)),
    hers.get(await asks(stranger), { origin: 'https://evil.example.com' }),
    hers.get(await asks(stranger), { origin: server.url.replace('localhost', '127.0.0.1') }),
    hers.get(await asks(stranger), { host: 'evil.example.com' }),
    hers.get(await asks(stranger), { isVerified: false }),
    hers.get(await asks(stranger), { userHandle: 'a'.repeat(86) }),
    hers.get(await asks(stranger), { signature: Buffer.alloc(70, 1) }),
    hers.get({ challenge: 'A'.repeat(64) }),
    'no answer at all',
  ];
  for (const answer of answers) {
    const { status, setCookies } = await send(answer);
    expect([answers.indexOf(answer), status]).toEqual([answers.indexOf(answer), 422]);
    expect(setCookies.filter((line) => /^(__Host-)?session=/.test(line))).toEqual([]);
  }
  change(server, "update credentials set counter = 1000 where kind = 'passkey'");
  expect((await send(hers.get(await asks(stranger)))).status).toBe(422);
  expect(sessionsOf(server, email)).toBe(before);
});

test('a shut account and an unknown passkey get the same words', async ({ server }) => {
  const { email, hers, stranger, send } = await setScene(server);
  const nobody = new Authenticator({ origin: server.url });
  nobody.create({ challenge: 'x', user: { id: 'b'.repeat(86) } });
  change(server, 'update users set disabled_at = ? where email = ?', Date.now(), email);
  const shut = await send(hers.get(await asks(stranger)));
  const unknown = await send(nobody.get(await asks(stranger)));
  expect([shut.status, unknown.status]).toEqual([422, 422]);
  for (const { text } of [shut, unknown]) expect(text).toContain('That passkey did not work here');
});

test('a session that proved only a password adds no passkey to an account that has one', async ({
  server,
}) => {
  const { ada, email } = await setScene(server);
  const form = await ada.form('/settings/passkeys');
  change(server, "update sessions set amr = 'pwd' where user_id = ?", idOf(server, email));
  const thief = new Authenticator({ origin: server.url });
  expect((await ada.download('/settings/passkeys/options')).status).toBe(403);
  const challenge = (await asks(ada)).challenge;
  const answer = thief.create({ challenge, user: { id: 'b'.repeat(86) } });
  const sent = await ada.submit(form, [['passkey', answer]]);
  expect(sent.headers.location).toBe('/confirm?next=/settings/passkeys');
  expect(rows(server, "select id from credentials where kind = 'passkey' and user_id = ?", idOf(server, email))).toHaveLength(1);
}); // biome-ignore format: one line

test('a passkey of somebody else is not there: not to be seen, renamed or removed', async ({
  server,
}) => {
  const { ada, email } = await setScene(server);
  const [{ id } = {}] = rows(server, "select id from credentials where kind = 'passkey' and user_id = ?", idOf(server, email)); // biome-ignore format: one line
  const eve = newVisitor(server);
  await eve.signUp();
  expect((await eve.go(`/settings/passkeys/${id}`)).status).toBe(404);
  for (const index of [0, 1]) {
    const form = await ada.form(`/settings/passkeys/${id}`, index);
    expect((await eve.submit(form, [['name', 'Mine']])).status).toBe(404);
  }
  const named = rows(server, 'select name from credentials where id = ?', String(id));
  expect(named).toEqual([{ name: 'Passkey' }]);
});

test('what a page asks for is only given to that page', async ({ server }) => {
  const { ada } = await setScene(server);
  const stranger = newVisitor(server);
  const sent = { method: 'POST', body: '', headers: FORM };
  for (const path of ['/settings/passkeys/options', '/settings/passkeys/accepted', '/confirm/passkey']) {
    expect((await stranger.go(path, sent)).status).not.toBe(200);
    expect((await ada.go(path, sent)).status).toBe(409);
  }
  expect((await stranger.go('/sign-in/second-factor/passkey', sent)).status).toBe(409);
  const elsewhere = { ...sent, headers: { ...FORM, Origin: 'https://evil.example.com' } };
  expect((await ada.go('/sign-in/passkey', elsewhere)).status).toBe(403);
}); // biome-ignore format: one line
