import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { users } from '#drizzle/schema/users';
import { changePassword } from '#lib/accounts/change-password';
import { credentialChange } from '#lib/accounts/credential-change';
import { latestCode, viewerOf } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { signInByCode, startSignIn } from '#lib/accounts/sign-in-by-code';
import { verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { changeUserRole } from '#lib/admin/change-role';
import { disableUser } from '#lib/admin/disable-user';
import { revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { startResetFor } from '#lib/admin/start-reset';
import { deleteAccount } from '#lib/assembly/delete-account';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import type { Factor } from '#lib/factors/factor';
import { FACTORS } from '#lib/factors/list';
import { fail, ok } from '#lib/result';
import { endEverybody } from '#lib/session/end-everybody';
import { revokeOtherSessions } from '#lib/session/sign-out';
import { findViewer, type Viewer } from '#lib/session/store';
import { withAgreedTicket } from '#lib/session/ticket';
import {
  endTrustIn,
  listTrusted,
  newTrust,
  renewTrust,
  type Trust,
  trustElsewhere,
} from '#lib/session/trust';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

vi.mock('#lib/factors/list', () => ({ FACTORS: [] }));

const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const START = Date.UTC(2026, 0, 1);
const DAY = 24 * 3_600_000;
let ada = '';
let caller = 0;

const made: Factor = {
  kind: 'totp',
  amr: ['otp'],
  field: { label: 'Code' },
  isSetUp: (kinds) => kinds.has('totp'),
  verify: async (_, typed) => (typed === 'right' ? ok(null) : fail('wrong_factor')),
};

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await addUser(EMAIL);
  (FACTORS as Factor[]).splice(0, 1, made);
  const now = new Date();
  const row = { id: 'app', kind: 'totp', handle: ada, secret: 'x', createdAt: now };
  await db()
    .insert(credentials)
    .values({ ...row, userId: ada, confirmedAt: now });
});

const somewhere = <Value>(work: () => Value) => from(`203.0.113.${caller++ % 250}`, work);

function byPassword(trusted: Trust[] = []) {
  const typed = { email: EMAIL, password: PASSWORD, isPersistent: false, browser: 'known' };
  return somewhere(() => signIn({ ...typed, previous: null, trusted }));
}

async function byCode(trusted: Trust[]) {
  const begun = await somewhere(() =>
    startSignIn({ email: EMAIL, isPersistent: false, browser: null }),
  );
  if (!begun.ok) throw new Error(begun.reason);
  const arriving = { browser: null, previous: null, trusted };
  return signInByCode(begun.value, await latestCode(), arriving);
}

/** The whole way, with the box ticked. */
async function trusts(isTicked = true): Promise<Trust[]> {
  const half = await byPassword();
  if (!half.ok || !('challengeId' in half.value)) throw new Error('Nothing more is asked.');
  const arriving = { browser: 'known', previous: null, trusts: isTicked };
  const whole = await verifyNextFactor(half.value, 'right', arriving);
  return whole?.ok && whole.value.ticket.trust ? [whole.value.ticket.trust] : [];
}

const letsIn = async (trusted: Trust[]) => {
  const outcome = await byPassword(trusted);
  return outcome.ok && 'sessionId' in outcome.value ? outcome.value : null;
};

test('nobody is trusted who did not ask for it', async () => {
  expect(await trusts(false)).toEqual([]);
  expect(await db().$count(trustedBrowsers)).toBe(0);
});

test('in a trusted browser a password is enough, and so is a mailed code; for what matters it is not', async () => {
  const entry = await letsIn(await trusts());
  const found = entry && (await findViewer(entry));
  expect(found?.viewer.session.amr).toEqual(['pwd']);
  expect(found && (await isFreshlyAuthenticated(found.viewer))).toBe(false);
  const mailed = await byCode(entry?.trust ? [entry.trust] : []);
  expect(mailed.ok && 'sessionId' in mailed.value).toBe(true);
});

test('the secret is another after each sign-in: a copy of before opens nothing', async () => {
  const copy = await trusts();
  setClock(START + DAY);
  const entry = await letsIn(copy);
  expect(entry?.trust?.id).toBe(copy[0]?.id);
  expect(await letsIn(copy)).toBeNull();
  const [row] = await db().select().from(trustedBrowsers);
  expect(row?.lastUsedAt).toEqual(new Date(START + DAY));
  expect(await letsIn(entry?.trust ? [entry.trust] : [])).not.toBeNull();
});

test('it is over after 30 days, whatever it was used for meanwhile', async () => {
  const [first] = await trusts();
  setClock(START + 30 * DAY - 1000);
  const entry = first && (await letsIn([first]));
  setClock(START + 30 * DAY);
  expect(await letsIn(entry?.trust ? [entry.trust] : [])).toBeNull();
});

test('it counts for one account, and with its secret', async () => {
  const [mine] = await trusts();
  const bob = await addUser('bob@example.com');
  const forged = mine && { ...mine, secret: 'guess' };
  for (const held of [forged, mine && { ...mine, userId: bob }])
    expect(await letsIn(held ? [held] : [])).toBeNull();
});

test.each(['support', 'administrator'])('no browser is trusted by %s', async (role) => {
  const before = await trusts();
  await db().update(users).set({ role }).where(eq(users.id, ada));
  expect(await letsIn(before)).toBeNull();
  expect(await letsIn(await trusts())).toBeNull();
  expect(await listTrusted(await viewer())).toEqual([]);
});

const viewer = async (): Promise<Viewer> => {
  const removed = await db().delete(credentials).where(eq(credentials.id, 'app')).returning();
  const here = await viewerOf(ada);
  await db().insert(credentials).values(removed);
  return here;
};

const ENDINGS: Record<string, () => Promise<unknown>> = {
  'a new password': async () =>
    changePassword(await viewer(), {
      current: PASSWORD,
      password: ANOTHER,
      endOthers: false,
      browser: 'known',
    }),
  'a reset': async () => {
    const begun = await somewhere(() => startReset(EMAIL));
    if (!begun.ok) throw new Error(begun.reason);
    const typed = { code: await latestCode(), password: ANOTHER, browser: null };
    return somewhere(() => resetPassword({ ...begun.value, email: EMAIL }, typed));
  },
  'a factor that was removed': async () =>
    transaction(await credentialChange(await viewer(), 'removed', 'totp', 'app')),
  '"Sign out everywhere else"': async () => revokeOtherSessions(await viewer()),
  'signing out everywhere by staff': () => revokeSessionsOf('operator', ada),
  'a reset asked by the operator': () => startResetFor('operator', ada),
  'signing everybody out': () => endEverybody(),
  'a shut account': () => disableUser('operator', ada),
  'a role of staff': () => changeUserRole('operator', ada, 'support'),
  'a deleted account': () => deleteAccount({ id: ada, email: EMAIL }),
  '"End trust"': async () => {
    const here = await viewer();
    const [row] = await listTrusted(here);
    return endTrustIn(here, String(row?.id));
  },
};

test.each(Object.entries(ENDINGS))('%s ends it', async (_, end) => {
  await trusts();
  expect(await db().$count(trustedBrowsers)).toBe(1);
  await end();
  expect(await db().$count(trustedBrowsers)).toBe(0);
});

test('nobody ends the trust of another', async () => {
  const [mine] = await trusts();
  const eve = await findViewer(await beginSession(await addUser('eve@example.com')));
  expect(eve && (await endTrustIn(eve.viewer, String(mine?.id)))).toBe(false);
  expect(await db().$count(trustedBrowsers)).toBe(1);
});

test('of a form at two nodes both give the browser the same trust, and none where none was renewed', async () => {
  const { trust, write } = newTrust(ada);
  await transaction(write);
  const ticket = { sessionId: 'made by both', secret: 'of both' };
  const agreed = { ticket, trustSecret: 'agreed', settle: null };
  expect(await trustElsewhere([trust], ada, 'agreed')).toBeNull();
  const renewed = await withAgreedTicket(agreed, () => renewTrust([trust], ada));
  await transaction(renewed?.write);
  expect(renewed?.trust).toEqual({ ...trust, secret: 'agreed' });
  expect(await trustElsewhere([trust], ada, 'agreed')).toEqual(renewed?.trust);
  expect(await trustElsewhere([trust], ada, 'guessed')).toBeNull();
  expect(await trustElsewhere([], ada, 'agreed')).toBeNull();
});
