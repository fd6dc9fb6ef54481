import { beforeEach, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { users } from '#drizzle/schema/users';
import { findCaller } from '#lib/api/caller';
import { type ApiRefusal, PROBLEMS } from '#lib/api/problem';
import { db } from '#lib/db/client';
import { countBrowserRequest } from '#lib/limits/forms';
import { formsByUser, writesByUser } from '#lib/limits/limits';
import { take } from '#lib/limits/take';
import type { Bearer } from '#lib/oauth/bearer';
import { SCOPE_OF } from '#lib/permissions/scopes';
import { formMark } from '#lib/session/form-mark';
import type { Viewer } from '#lib/session/store';
import { sealTicket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const { jar, module, tokens } = await vi.hoisted(async () => ({
  ...(await import('#lib/session/cookies.test-support')).fakeCookies(),
  tokens: new Map<string, Bearer>(),
}));
vi.mock('next/headers', () => module);
// The seam: what a token is good for is told by lib/oauth, and tested there.
vi.mock('#lib/oauth/bearer', () => ({
  findByBearer: async (token: string) => tokens.get(token) ?? null,
}));

beforeEach(async () => {
  await emptyTables();
  jar.clear();
  tokens.clear();
  clearSingleton('tallies');
});

const asked = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://localhost:3000/api/v1/me', { method, headers });

/** Somebody with a session: their id, and the headers by which their browser shows it. */
async function addBrowser() {
  const id = await addUser('ada@example.com', { passwordHash: 'x' });
  const sealed = await sealTicket(await beginSession(id));
  jar.set('session', { value: sealed, maxAge: undefined });
  return { id, cookie: `session=${sealed}` };
}

/** A token in the name of this user, good for these scopes. */
async function addToken(id: string, scopes: string[], role = 'member') {
  const user = { id, email: 'ada@example.com', name: 'Ada', role, timeZone: 'UTC', theme: 'auto' };
  const viewer = { user, session: { id: 's' } } as Viewer;
  tokens.set('good', { viewer, scopes: new Set(scopes), isTouchDue: false });
}

const refused = async (request: Request, act: keyof typeof SCOPE_OF = 'account:read') =>
  (await findCaller(request, act)) as ApiRefusal;

const challenge = (said: string) =>
  `Bearer realm="api", ${said}resource_metadata="http://localhost:3000/.well-known/oauth-protected-resource/api/v1"`;

test('a browser calls by its cookie, and by no other header', async () => {
  const { id, cookie } = await addBrowser();
  const caller = await findCaller(asked({ cookie }), 'account:read');
  expect(caller).toMatchObject({ ok: true, viewer: { user: { id } }, scopes: null });
});

test('a program calls by its token', async () => {
  await addToken('user', ['account:read']);
  for (const authorization of ['Bearer good', 'bearer good', 'BEARER   good'])
    expect(await findCaller(asked({ authorization }), 'account:read')).toMatchObject({
      ok: true,
      viewer: { user: { id: 'user' } },
    });
});

test('nobody is told how to sign in', async () => {
  const { reason, headers } = await refused(asked());
  expect(PROBLEMS[reason]).toBe(401);
  expect(headers).toEqual({ 'WWW-Authenticate': challenge('') });
});

test.each([
  ['Bearer', 'invalid_request'],
  ['Bearer ', 'invalid_request'],
  ['Bearer  ', 'invalid_request'],
  ['Bearer a b', 'invalid_request'],
  ['Bearer %E0%A4%A', 'invalid_request'],
  ['Bearer a, Bearer b', 'invalid_request'],
  ['Bearer "good"', 'invalid_request'],
  ['Bearer ü', 'invalid_request'],
  ['Bearer =', 'invalid_request'],
  [`Bearer ${'x'.repeat(12_000)}`, 'invalid_request'],
  ['Bearer wrong', 'invalid_token'],
  ['Basic Zg==', null],
  ['Bearergood', null],
  ['good', null],
  ['', null],
])('"%.30s" is no credential: 401, with the error %s', async (authorization, error) => {
  await addToken('user', ['account:read']);
  const { reason, headers } = await refused(asked({ authorization }));
  expect(PROBLEMS[reason]).toBe(401);
  expect(headers?.['WWW-Authenticate']).toBe(challenge(error ? `error="${error}", ` : ''));
});

test.each(['Bearer good', 'Bearer wrong', 'Bearer', 'Basic Zg==', 'junk', ''])(
  'a cookie with "%s" beside it is refused, and never falls back to one of them',
  async (authorization) => {
    const { cookie } = await addBrowser();
    await addToken('user', ['account:read']);
    for (const both of [cookie, 'session=', 'flow=x', 'theme=dark; __Host-session=x'])
      expect((await refused(asked({ authorization, cookie: both }))).reason).toBe(
        'two_credentials',
      );
    if (authorization === 'Bearer good')
      expect(
        await findCaller(asked({ authorization, cookie: 'a=b' }), 'account:read'),
      ).toMatchObject({ ok: true });
  },
);

test('a token without the scope is told which, and the log knows', async () => {
  const { id } = await addBrowser();
  jar.clear();
  for (const [act, scope] of Object.entries(SCOPE_OF)) {
    await addToken(
      id,
      Object.values(SCOPE_OF).filter((one) => one !== scope),
    );
    const found = await refused(asked({ authorization: 'Bearer good' }), act as 'account:read');
    expect(found).toMatchObject({ reason: 'insufficient_scope', scope });
    expect(found.headers?.['WWW-Authenticate']).toBe(
      challenge(`error="insufficient_scope", scope="${scope}", `),
    );
  }
  const entries = (await db().select().from(auditEvents)).filter(
    ({ type }) => type === 'authz_fail',
  );
  expect(entries.map(({ detail }) => detail).sort()).toEqual(Object.keys(SCOPE_OF).sort());
});

test('what the person may do is by their role now, whatever the token reaches', async () => {
  await addToken('user', Object.values(SCOPE_OF), 'nobody');
  for (const act of Object.keys(SCOPE_OF))
    expect(
      (await refused(asked({ authorization: 'Bearer good' }), act as 'account:read')).reason,
    ).toBe('not_found');
});

test('a cookie of somebody disabled, or of a session that has ended, calls nobody', async () => {
  const { cookie } = await addBrowser();
  await db().update(users).set({ disabledAt: new Date() });
  expect((await refused(asked({ cookie }))).reason).toBe('no_credentials');
});

test('readings by token have a limit, which ends with its minute; those by cookie have none', async () => {
  setClock(Date.UTC(2026, 0, 1));
  const { id, cookie } = await addBrowser();
  await addToken(id, ['account:read']);
  const byToken = () => findCaller(asked({ authorization: 'Bearer good' }), 'account:read');
  for (let nth = 0; nth < 400; nth++) expect((await byToken()).ok).toBe(true);
  expect(await byToken()).toMatchObject({
    reason: 'too_many_requests',
    headers: { 'Retry-After': '60' },
  });
  expect((await findCaller(asked({ cookie }), 'account:read')).ok).toBe(true);
  setClock(Date.UTC(2026, 0, 1, 0, 1));
  expect((await byToken()).ok).toBe(true);
});

test('what is written from a page counts as a form', async () => {
  const { id, cookie } = await addBrowser();
  for (let nth = 0; nth < formsByUser.max; nth++) await take([[formsByUser, id]]);
  expect((await refused(asked({ cookie }, 'PUT'), 'account:read')).reason).toBe(
    'too_many_requests',
  );
});

test('a program that writes too much does not keep the person from ending it', async () => {
  const { id, cookie } = await addBrowser();
  await addToken(id, ['sessions']);
  for (let nth = 1; nth < writesByUser.max; nth++) await take([[writesByUser, id]]);
  const byToken = () => refused(asked({ authorization: 'Bearer good' }, 'PUT'), 'account:read');
  expect((await byToken()).reason).toBe('insufficient_scope');
  expect((await byToken()).reason).toBe('too_many_requests');
  expect((await findCaller(asked({ cookie }, 'DELETE'), 'session:end')).ok).toBe(true);
  expect(
    await countBrowserRequest({ user: { id }, session: { id: 'hers' } }, 'account:read'),
  ).toBeNull();
});

test('what a page was made for reaches its account and no other', async () => {
  const { id, cookie } = await addBrowser();
  const bob = await addUser('bob@example.com', { passwordHash: 'x' });
  const made = (mark: string) => asked({ cookie, 'made-for': mark }, 'POST');
  expect(await findCaller(made(formMark(id)), 'account:read')).toMatchObject({ ok: true });
  for (const mark of [formMark(bob), id, '', 'x', `${formMark(id)}x`])
    expect((await refused(made(mark), 'account:read')).reason).toBe('another_account');
  // A script that was not told says nothing, and acts for the signed-in person.
  expect(await findCaller(asked({ cookie }, 'POST'), 'account:read')).toMatchObject({ ok: true });
});
