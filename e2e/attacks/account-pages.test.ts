import { askForReset, askToMove, newOwner } from '#e2e/support/account-acts';
import { formsOf } from '#e2e/support/http';
import { rows, sessionsOf } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const PAGES = [
  '/settings/profile',
  '/settings/email',
  '/settings/email/verify',
  '/settings/security',
  '/settings/password',
  '/settings/authenticator',
  '/settings/recovery-codes',
  '/settings/sessions',
  '/settings/activity',
  '/settings/data',
  '/confirm',
  '/forgot-password',
  '/reset-password',
];

/** Somebody who is in the middle of everything, so that each page shows all it can. */
async function busyOwner(server: TestServer) {
  const { visitor: ada, email } = await newOwner(server);
  await newVisitor(server).signIn(email);
  const pages = new Map<string, { text: string; payload: string }>();
  const look = async (path: string) => {
    const page = await ada.go(path);
    expect(page.status, path).toBe(200);
    const payload = await ada.go(`${path}?_rsc`, { headers: { RSC: '1' } });
    pages.set(path, { text: page.text, payload: payload.text });
  };
  const moved = newEmail('moved');
  await askToMove(ada, moved);
  for (const path of PAGES.filter((path) => path !== '/reset-password')) await look(path);
  await askForReset(ada, email);
  await look('/reset-password');
  return { ada, email, moved, pages };
}

test('pages and payloads of the account hold what they show and no secret, hash or other person', async ({
  server,
}) => {
  const { email: stranger } = await newOwner(server);
  const { ada, email, moved, pages } = await busyOwner(server);
  const secrets = [
    ...rows(server, 'select secret_hash, user_id from sessions'),
    ...rows(server, 'select secret, user_id from credentials'),
    ...rows(server, 'select flow_hash, code_hash, id, payload from codes'),
    ...rows(server, 'select body, id from outbox'),
  ].flatMap((row) => Object.values(row).map(String));
  // The numbers of one's own flows are no secret: forms name by them what they are for.
  const numbers = rows(server, 'select id from codes where email in (?, ?)', email, moved).map(
    ({ id }) => String(id),
  );
  const hidden = [...new Set([...secrets, ...ada.cookies.values(), stranger])].filter(
    (value) => value && !numbers.includes(value),
  );
  expect(hidden.length).toBeGreaterThan(20);
  for (const [path, { text, payload }] of pages) {
    for (const shown of [text, payload]) {
      expect(
        hidden.filter((value) => shown.includes(value)),
        path,
      ).toEqual([]);
      expect(shown, path).not.toMatch(
        /Fe26\.2|\$argon2|password_?hash|secret_?hash|idleSeconds|disabledAt|codeId|triesLeft/i,
      );
    }
    if (path.startsWith('/settings')) expect(text, path).toContain(email);
  }
});

test('the download holds the fields that are promised and no others', async ({ server }) => {
  const { ada, email } = await busyOwner(server);
  await newOwner(server);
  const answer = await ada.download();
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="my-data.json"',
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers['cache-control']).toContain('no-store');
  const data = JSON.parse(answer.text) as Record<string, Record<string, unknown>[]>;
  const fields = Object.fromEntries(
    Object.entries(data).map(([name, part]) => [name, Object.keys([part].flat()[0] ?? {}).sort()]),
  );
  expect(fields).toEqual({
    account: ['createdAt', 'email', 'id', 'language', 'name', 'role', 'theme', 'timeZone'],
    sessions: ['address', 'amr', 'authenticatedAt', 'begunIn', 'clientId', 'createdAt', 'expiresAt', 'id', 'idleSeconds', 'isPersistent', 'lastSeenAt', 'provider', 'tokenName', 'userAgent'],
    credentials: ['createdAt', 'id', 'kind', 'lastUsedAt', 'name'],
    connections: [],
    consents: [],
    trustedBrowsers: [],
    activity: ['actor', 'address', 'at', 'byAnother', 'detail', 'id', 'object', 'result', 'sessionId', 'type', 'userAgent', 'userId'],
    mails: ['createdAt', 'recipient', 'sentAt', 'subject', 'template'],
    pendingCodes: ['createdAt', 'email', 'expiresAt', 'purpose'],
    notes: [],
    sharesGiven: [],
    sharesReceived: [],
  }); // biome-ignore format: one list
  const addresses = answer.text.match(/[\w.+-]+@example\.com/g) ?? [];
  expect(new Set(addresses)).toEqual(new Set([email]));
});

test('what happened to somebody else is neither shown nor ended, even to a person who knows its name', async ({
  server,
}) => {
  const { email: bobs } = await newOwner(server);
  const bob = newVisitor(server);
  await bob.signIn(bobs);
  const events = rows(
    server,
    'select e.id from audit_events e join users u on u.id = e.user_id where email = ? order by e.id desc',
    bobs,
  ).map(({ id }) => String(id));
  const { visitor: ada, email } = await newOwner(server);
  await newVisitor(server).signIn(email);
  const form = await ada.form('/settings/activity');
  const hidden = form.hidden.filter(([name]) => name !== 'event');
  for (const event of [...events, '', '%', "' or 1=1 --", 'g', 'x'.repeat(5_000)]) {
    for (const as of ['form', 'call'] as const) {
      const answer = await ada.submit({ ...form, hidden }, [['event', event]], as);
      expect(answer.status, event.slice(0, 40)).toBeLessThan(500);
    }
    const since = await ada.go(`/settings/password?since=${encodeURIComponent(event)}`);
    expect(since.text, event.slice(0, 40)).not.toContain('What was changed since');
    const older = await ada.go(`/settings/activity?before=${encodeURIComponent(event)}`);
    expect(older.status, event.slice(0, 40)).toBe(200);
    expect(older.text).not.toContain(bob.network);
  }
  expect(sessionsOf(server, bobs)).toBe(2);
  expect(sessionsOf(server, email)).toBe(2);
  expect((await bob.go('/dashboard')).status).toBe(200);
});

test('every form of the account is posted, and password managers find what they look for', async ({
  server,
}) => {
  const { pages } = await busyOwner(server);
  const inputs = (path: string) =>
    [...String(pages.get(path)?.text).matchAll(/<input[^>]*>/g)]
      .map(([tag]) => Object.fromEntries([...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name!.toLowerCase(), value])))
      .filter(({ type, name }) => type !== 'hidden' && !['radio', 'checkbox'].includes(String(type)) && !String(name).startsWith('$'))
      .map(({ id, name, autocomplete }) => [id ?? '', name, autocomplete].join(' ')); // biome-ignore format: one chain
  expect(Object.fromEntries(PAGES.map((path) => [path, inputs(path)]))).toMatchObject({
    '/settings/email': ['email email email'],
    '/settings/email/verify': ['code code one-time-code'],
    '/settings/password': [
      ' username username',
      'current-password current current-password',
      'new-password password new-password',
    ],
    '/settings/authenticator': ['code code one-time-code'],
    '/confirm': [' username username', 'current-password password current-password'],
    '/forgot-password': ['email email username'],
    '/reset-password': [
      'code code one-time-code',
      ' username username',
      'new-password password new-password',
    ],
  });
  for (const [path, { text }] of pages) {
    const forms = [...text.matchAll(/<form([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(forms.length, path).toBeGreaterThan(0);
    for (const form of forms) expect(form, path).toMatch(/method="post"/i);
    expect(text, path).not.toMatch(/onpaste|maxlength/i);
    expect(text.replace(/<input[^>]*name="email"[^>]*>/g, ''), path).not.toContain(
      'autocomplete="off"',
    );
    // Without scripts there is nothing that only scripts could do.
    for (const [button] of text.matchAll(/<button[^>]*aria-label="Show[^>]*>/g))
      expect(button, path).toMatch(/ hidden=""/);
    expect(text.match(/<h1/g), path).toHaveLength(1);
    expect(formsOf(path, text).length, path).toBe(forms.length);
  }
});

test('password managers are shown to the change of password, and to nothing that is not there', async ({
  server,
}) => {
  const { visitor: ada } = await newOwner(server);
  const known = await ada.go('/.well-known/change-password');
  expect([known.status, known.headers.location]).toEqual([302, '/settings/password']);
  expect(known.setCookies).toEqual([]);
  for (const path of [
    '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200',
    '/.well-known/change-password/x',
    '/.well-known/',
  ])
    expect([308, 404], path).toContain((await ada.go(path)).status);
  const stranger = newVisitor(server, newNetwork());
  const gate = await stranger.go('/settings/password');
  expect(gate.headers.location).toBe('/sign-in?next=%2Fsettings%2Fpassword');
  const { email } = await newOwner(server);
  const signIn = await stranger.form(String(gate.headers.location));
  const inside = await stranger.submit(signIn, [
    ['email', email],
    ['password', PASSWORD],
  ]);
  expect(inside.headers.location).toBe('/settings/password');
});
