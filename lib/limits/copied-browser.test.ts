import { beforeEach, expect, test, vi } from 'vitest';
import { changePassword } from '#lib/accounts/change-password';
import { latestCode } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { startResetFor } from '#lib/admin/start-reset';
import { knownBrowser, rememberBrowser } from '#lib/session/browser';
import { revokeOtherSessions } from '#lib/session/sign-out';
import { findViewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

const EMAIL = 'ada@example.com';
const SHARED = '198.51.100.7';
const CHANGE = { current: PASSWORD, password: 'eleven quiet lanterns drift', endOthers: true, browser: null }; // biome-ignore format: one line

let guesses = 0;
/** A wrong password, each from a network of its own. */
const guess = (browser: string | null) =>
  from(`198.51.100.${++guesses % 250}`, () =>
    signIn({ email: EMAIL, password: 'no', isPersistent: false, previous: null, browser }),
  );

const viewerOf = async (ticket: Ticket) => (await findViewer(ticket))!.viewer;

beforeEach(async () => {
  jar.clear();
  await emptyTables();
});

type Ending = readonly [string, (ticket: Ticket) => Promise<unknown>];

/** What the owner can do about a thief with a copy of the cookie by which her browser is known. */
const ENDINGS: Ending[] = [
  ['signed in again', async (ticket) => rememberBrowser(ticket)],
  ['set a new password', async (ticket) => changePassword(await viewerOf(ticket), CHANGE)],
  ['signed out everywhere else', async (ticket) => revokeOtherSessions(await viewerOf(ticket))],
  ['was signed out everywhere by staff', () => revokeSessionsOf('operator', 'ada')],
  ['was asked by staff for a new password', () => startResetFor('operator', 'ada')],
];

test.each(ENDINGS)(
  'a copy of her browser’s cookie is a stranger’s once the owner %s: it takes no try from her',
  async (_, end) => {
    await addUser(EMAIL, { id: 'ada' });
    await beginSession('ada');
    const ticket = await beginSession('ada');
    await rememberBrowser(ticket);
    const copy = jar.get('browser')!;
    const spent = await knownBrowser(EMAIL);
    await end(ticket);
    await rememberBrowser(await beginSession('ada'));
    const hers = await knownBrowser(EMAIL);
    jar.set('browser', copy);
    const thiefs = await knownBrowser(EMAIL);
    expect([spent !== null, thiefs, hers !== null]).toEqual([true, null, true]);
    for (let nth = 0; nth < 11; nth++) await guess(thiefs);
    expect(await guess(hers)).toMatchObject({ reason: 'wrong_credentials' });
  },
);

test('a reset gives the owner her tries back, which a thief with that copy has spent', async () => {
  await addUser(EMAIL, { id: 'ada' });
  await rememberBrowser(await beginSession('ada'));
  const copy = jar.get('browser')!;
  for (const browser of [await knownBrowser(EMAIL), null])
    for (let nth = 0; nth < 11; nth++) await guess(browser);
  const begun = await from(SHARED, () => startReset(EMAIL, null));
  if (!begun.ok) throw new Error(begun.reason);
  const typed = { code: await latestCode(), password: CHANGE.password, browser: null };
  const done = await from(SHARED, () => resetPassword({ ...begun.value, email: EMAIL }, typed));
  if (!done.ok) throw new Error(done.reason);
  await rememberBrowser(done.value as Ticket);
  const hers = await knownBrowser(EMAIL);
  jar.set('browser', copy);
  for (let nth = 0; nth < 11; nth++) await guess(await knownBrowser(EMAIL));
  const input = { email: EMAIL, isPersistent: false, previous: null, browser: hers };
  expect(await from(SHARED, () => signIn({ ...input, password: CHANGE.password }))).toMatchObject({
    ok: true,
  });
});
