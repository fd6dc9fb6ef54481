import { eq, getTableColumns, getTableName, sql } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { codes } from '#drizzle/schema/codes';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { limits } from '#drizzle/schema/limits';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { nodes } from '#drizzle/schema/nodes';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { outbox } from '#drizzle/schema/outbox';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { recoveries } from '#drizzle/schema/recoveries';
import { sessions } from '#drizzle/schema/sessions';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { users } from '#drizzle/schema/users';
import { TABLES } from '#drizzle/tables';
import { findRecovery } from '#lib/accounts/recovery';
import { record } from '#lib/audit/record';
import { trimLog } from '#lib/audit/trim';
import { newCode, nextCode } from '#lib/codes/issue';
import { tryCode } from '#lib/codes/redeem';
import { rootNames } from '#lib/crypto/keys';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { expectRow, transaction } from '#lib/db/transaction';
import { findPasskeyChallenge, newPasskeyChallenge } from '#lib/factors/passkey/challenge';
import { countUse, longestWaitMs } from '#lib/limits/count';
import { sharedOut } from '#lib/limits/person';
import { deliverDue } from '#lib/mail/deliver';
import { post } from '#lib/mail/outbox';
import { OidcAdapter } from '#lib/oauth/adapter';
import { renewClientSecret } from '#lib/oauth/change-client';
import { goodSecrets } from '#lib/oauth/client-secret';
import { addClient, removeClient } from '#lib/oauth/clients';
import { isKnownKey, renewKey } from '#lib/oauth/keys';
import { deliverNotices } from '#lib/oauth/logout/deliver';
import { NewClient } from '#lib/oauth/new-client';
import { storeRecord } from '#lib/oauth/store-record';
import { clearTimes, findTimes } from '#lib/operator/clock/clear-times';
import { nameOfTime, storedTimes } from '#lib/operator/clock/stored-times';
import { LIMITS } from '#lib/operator/limits';
import { ALL_THINGS } from '#lib/product/resources';
import {
  findAnswered,
  findAsked,
  keepAnswered,
  keepAsked,
  newState,
  takeAsked,
} from '#lib/providers/flow';
import { liveNodes, noteNode } from '#lib/server/nodes';
import { knownBrowser, rememberBrowser } from '#lib/session/browser';
import { findChallenge, newChallenge } from '#lib/session/challenge';
import { findViewer } from '#lib/session/store';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import {
  addUser,
  beginSession,
  changeSettings,
  emptyTables,
  setClock,
  tamper,
} from '#lib/testing/database.test-support';

vi.mock(
  'next/headers',
  async () => (await import('#lib/session/cookies.test-support')).fakeCookies().module,
);

const EMAIL = 'ada@example.com';
const HASH = '$argon2id$nobody-signs-in-with-this';
const DAY_MS = 24 * 3_600_000;
const NOW = Date.now();
/** A board without a battery came up with this, and has the right time by now. */
const AHEAD = new Date(NOW + 4 * 365 * DAY_MS);
const MAIL = { template: 'x', subject: 'x', text: 'x', html: 'x' };

type Case = (() => Promise<void>) | string;

const openSession = async (values: Partial<typeof sessions.$inferInsert>) => {
  const ticket = await beginSession(await addUser(undefined, { passwordHash: HASH }));
  await db().update(sessions).set(values);
  return (await findViewer(ticket))?.viewer ?? null;
};
const opensNothing = (values: Partial<typeof sessions.$inferInsert>) => async () =>
  expect(await openSession(values)).toBeNull();

const isFound = async (kind: string, values: Partial<typeof oauthRecords.$inferInsert>) => {
  await transaction(storeRecord(kind, 'secret', { accountId: 'x' }, 60));
  await db().update(oauthRecords).set(values);
  return (await new OidcAdapter(kind).find('secret')) !== undefined;
};

const challengeWith = async (values: Partial<typeof pendingSignIns.$inferInsert>) => {
  const userId = await addUser(undefined, { passwordHash: HASH });
  const proven = { userId, amr: ['pwd'] as const, authenticatedAt: new Date(), settle: null };
  const { challenge, writes } = newChallenge(proven, { isPersistent: false, next: '/' });
  await transaction(writes);
  await db().update(pendingSignIns).set(values).where(eq(pendingSignIns.id, challenge.challengeId));
  return challenge;
};
const codeWith = async (values: Partial<typeof codes.$inferInsert>) => {
  const code = await newCode('reset', 'ada@example.com', {}, { isRight: true });
  await transaction(code.write);
  await db().update(codes).set(values);
  return code;
};

const recoveryWith = async (values: Partial<typeof recoveries.$inferInsert>) => {
  const userId = await addUser(undefined, { passwordHash: HASH });
  const at = new Date(NOW);
  await db()
    .insert(recoveries)
    .values({ userId, opensAt: at, startedAt: at, notifiedAt: at, ...values });
  return userId;
};

const mailWith = async (values: Partial<typeof outbox.$inferInsert>) => {
  changeSettings({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'x@example.com' });
  const mail = await post('ada@example.com', MAIL);
  await transaction(mail);
  await db().update(outbox).set(values);
  const tried = await deliverDue();
  const [row] = await db().select({ state: outbox.state }).from(outbox);
  return [tried, row?.state];
};

const SHOWN = 'it is only shown, and nothing hangs on it';
const ANYHOW = 'it has happened, whenever that was: what it closes stays closed';

/** Each stored time, and what comes of one that lies four years ahead. */
const CASES: Record<string, Case> = {
  'users.created_at': SHOWN,
  'users.disabled_at': ANYHOW,
  'users.disabled_until': 'staff has chosen it; further ahead it shuts longer, and opens nothing',
  'users.second_factor_due_at': 'nobody is led to a second factor by it yet',
  'credentials.created_at': SHOWN,
  'credentials.confirmed_at': ANYHOW,
  'credentials.last_used_at': SHOWN,
  'connections.created_at': SHOWN,
  'connections.last_used_at': SHOWN,
  'providers.created_at': SHOWN,
  'company_domains.created_at': SHOWN,
  'company_domains.verified_at': 'the operator has seen it verified, whenever that was',
  'provider_flows.created_at': async () => {
    const about = { provider: 'google', intent: 'link', next: '/', isPersistent: false, sessionId: null } as const; // biome-ignore format: one line
    const flow = newState();
    await keepAsked(flow, about, 'of a browser', {});
    const id = await keepAnswered(about, 'of a browser', {});
    await db().update(providerFlows).set({ createdAt: AHEAD });
    expect(await findAsked(flow.id, 'of a browser')).toBeNull();
    expect(await takeAsked(flow.state, 'google', 'of a browser')).toBeNull();
    expect(await findAnswered(id, 'of a browser', null)).toBeNull();
  },
  'passkey_challenges.created_at': async () => {
    const asked = { purpose: 'sign_in', secret: 'of a browser', userId: null } as const;
    const challenge = await newPasskeyChallenge(asked);
    await db().update(passkeyChallenges).set({ createdAt: AHEAD });
    expect(challenge.ok && (await findPasskeyChallenge(challenge.value, asked))).toBeNull();
  },
  'trusted_browsers.created_at': 'no browser is trusted yet',
  'trusted_browsers.expires_at': 'no browser is trusted yet',
  'trusted_browsers.last_used_at': SHOWN,
  'recoveries.opens_at': async () => {
    const userId = await recoveryWith({ opensAt: AHEAD });
    expect(await findRecovery(userId)).toMatchObject({ isOpen: false });
  },
  'recoveries.started_at': SHOWN,
  'recoveries.notified_at': 'its owner is not told each day; it was told when the recovery began',
  'nodes.started_at': SHOWN,
  'nodes.seen_at': async () => {
    await noteNode();
    expect(await liveNodes()).toHaveLength(1);
    await db().update(nodes).set({ seenAt: AHEAD });
    expect(await liveNodes()).toEqual([]);
    await db().delete(nodes);
  },
  'oauth_clients.disabled_at': 'a program that is disabled stays so, since whenever',
  'oauth_clients.old_secret_ends_at': async () => {
    const site = { id: 'a-site', name: 'x', kind: 'web', redirectUris: ['https://x.example'] };
    await addClient(NewClient.parse(site));
    await renewClientSecret(site.id);
    const isIt = eq(oauthClients.id, site.id);
    const [row] = await db().update(oauthClients).set({ oldSecretEndsAt: AHEAD }).where(isIt).returning(); // biome-ignore format: one line
    expect(row && goodSecrets(row)).toBe(row?.secretHash);
    await removeClient(site.id);
  },
  'oauth_clients.secret_created_at': SHOWN,
  'oauth_clients.last_used_at':
    'it is shown, and too far ahead it stays until the operator clears it: nothing hangs on it',
  'consents.created_at': SHOWN,
  'consents.last_used_at': SHOWN,
  'oauth_clients.created_at': 'it only says since when a program that was let in is the same one',
  'root_secrets.since': SHOWN,
  'sessions.created_at': opensNothing({ createdAt: AHEAD, expiresAt: AHEAD }),
  'sessions.last_seen_at': opensNothing({ lastSeenAt: AHEAD }),
  'sessions.proven_at': async () => {
    const viewer = await openSession({ authenticatedAt: AHEAD });
    expect(viewer && (await isFreshlyAuthenticated(viewer))).toBe(false);
  },
  'sessions.expires_at': async () => {
    for (const [hours, isOpen] of [[23, true], [25, false]] as const) {
      await emptyTables();
      const createdAt = new Date(NOW - hours * 3_600_000);
      const viewer = await openSession({ createdAt, expiresAt: AHEAD });
      expect(viewer !== null).toBe(isOpen);
    } // biome-ignore format: two rows
  },
  'known_browsers.signed_in_at': async () => {
    await rememberBrowser(await beginSession(await addUser(EMAIL, { passwordHash: HASH })));
    expect(await knownBrowser(EMAIL)).not.toBeNull();
    await db().update(knownBrowsers).set({ signedInAt: AHEAD });
    expect(await knownBrowser(EMAIL)).toBeNull();
  },
  'oauth_records.created_at': async () =>
    expect(await isFound('DeviceCode', { createdAt: AHEAD })).toBe(false),
  'oauth_records.expires_at': async () => {
    for (const kind of ['AuthorizationCode', 'DeviceCode', 'Interaction', 'RefreshToken'])
      expect(await isFound(kind, { expiresAt: AHEAD }), kind).toBe(false);
  },
  'oauth_records.consumed_at': ANYHOW,
  'signing_keys.created_at': async () => {
    const key = { publicKey: '{}', privateKey: '', id: 'ahead', root: rootNames()[0] };
    await db().delete(signingKeys);
    await db()
      .insert(signingKeys)
      .values({ ...key, createdAt: AHEAD });
    await renewKey();
    const retired = await db().select().from(signingKeys).where(eq(signingKeys.id, 'ahead'));
    expect(retired[0]?.retiredAt).not.toBeNull();
    await db().delete(signingKeys);
  },
  'signing_keys.retired_at': async () => {
    const root = rootNames()[0];
    const key = { publicKey: '{}', privateKey: '', createdAt: new Date(), root };
    await db().delete(signingKeys);
    await db()
      .insert(signingKeys)
      .values({ ...key, id: 'lately', retiredAt: new Date() });
    await db()
      .insert(signingKeys)
      .values({ ...key, id: 'ahead', retiredAt: AHEAD });
    expect([await isKnownKey('lately'), await isKnownKey('ahead')]).toEqual([true, false]);
    await db().delete(signingKeys);
  },
  'pending_sign_ins.created_at': async () => {
    const challenge = await challengeWith({ createdAt: AHEAD });
    expect(await findChallenge(challenge)).toBeNull();
  },
  'codes.created_at': async () => {
    const { id, secret } = await codeWith({ createdAt: AHEAD });
    const next = nextCode('reset', id, secret, { isRight: true });
    expect(await transaction(expectRow(next.write))).toBe(false);
  },
  'codes.expires_at': async () => {
    const { id, secret, code } = await codeWith({ expiresAt: AHEAD });
    expect(await tryCode('reset', id, secret, code)).toMatchObject({ reason: 'code_expired' });
  },
  'codes.mailed_at': SHOWN,
  'codes.redeemed_at': ANYHOW,
  'outbox.created_at': SHOWN,
  'outbox.due_at': async () => expect(await mailWith({ dueAt: AHEAD })).toEqual([1, 'waiting']),
  'outbox.sent_at': SHOWN,
  'outbox.useful_until': async () =>
    expect(await mailWith({ usefulUntil: AHEAD })).toEqual([1, 'dropped']),
  'logout_notices.created_at': 'it only makes the waits between two tries shorter',
  'logout_notices.due_at': async () => {
    const about = { id: 'sid', userId: 'ada', clientId: 'shop', uri: 'http://127.0.0.1:1/' };
    const times = { createdAt: new Date(), dueAt: AHEAD };
    await db()
      .insert(logoutNotices)
      .values({ ...about, ...times, attempts: 0, lastError: '' });
    expect(await deliverNotices()).toBe(1);
  },
  'logout_notices.given_up_at': ANYHOW,
  'webhooks.created_at': 'it only says since when the place is told',
  'webhooks.failing_since':
    'what lies ahead counts as failing from now: lib/webhooks/given-up.test.ts',
  'webhooks.due_at': 'what is more than two hours ahead is due: lib/webhooks/webhooks.test.ts',
  'limits.window_ends_at': async () => {
    for (const rule of everyRule) {
      const full = { used: rule.max, streak: 0, windowEndsAt: +AHEAD, blockedUntil: 0 };
      const outcome = countUse(rule, full, NOW);
      expect('next' in outcome && outcome.next.windowEndsAt <= NOW + rule.windowMs).toBe(true);
    }
  },
  'limits.blocked_until': async () => {
    for (const rule of everyRule) {
      const shut = { used: rule.max, streak: 0, windowEndsAt: +AHEAD, blockedUntil: +AHEAD };
      expect(countUse(rule, shut, NOW), rule.name).toHaveProperty('next');
      const longest = longestWaitMs(rule);
      const almost = { ...shut, blockedUntil: NOW + longest + 500 };
      expect(countUse(rule, almost, NOW), rule.name).toEqual({ waitMs: longest });
    }
  },
  'limits.expires_at': 'a count that is kept longer forgets nothing',
  'audit_inbox.at':
    'said only while an entry waits; it opens nothing, and the log keeps it as it was',
  'audit_verdict.at': 'shown to staff beside what was found; the next verification says its own',
  'audit_events.at': async () => {
    for (const at of [NOW - 402 * DAY_MS, +AHEAD, NOW - 402 * DAY_MS]) {
      setClock(at);
      await transaction(record({ type: 'user_updated', userId: 'ada' }));
    }
    setClock(NOW);
    expect(await trimLog()).toBe(3);
  },
  'audit_anchor.at': SHOWN,
  'grants.created_at': SHOWN,
  'grants.offered_at': SHOWN,
  ...Object.fromEntries(
    ALL_THINGS.flatMap(({ table }) =>
      ['created_at', 'updated_at'].map((time) => [`${getTableName(table)}.${time}`, SHOWN]),
    ),
  ),
};

const everyRule = Object.values(LIMITS).flatMap((rule) => [rule, sharedOut(rule)]);

beforeEach(async () => {
  await emptyTables();
  setClock(NOW);
});

test('every stored time is judged, here and where the operator looks for those too far ahead', () => {
  const stored = TABLES.flatMap((table) =>
    Object.values(getTableColumns(table))
      .filter(({ dataType }) => dataType === 'date')
      .map(({ name }) => `${getTableName(table)}.${name}`),
  );
  expect(Object.keys(CASES).sort()).toEqual(stored.sort());
  expect([...new Set(storedTimes().map(nameOfTime))].sort()).toEqual(stored.sort());
  for (const says of Object.values(CASES))
    if (typeof says === 'string') expect(says.length).toBeGreaterThan(20);
});

test.each(Object.entries(CASES).filter(([, one]) => typeof one === 'function'))(
  '%s four years ahead opens nothing and closes nothing',
  async (_, shows) => {
    if (typeof shows === 'function') await shows();
  },
);

test('the operator finds what lies too far ahead, and clears it all but the log', async () => {
  const viewer = await openSession({ isPersistent: false });
  await codeWith({ expiresAt: AHEAD });
  await db().update(sessions).set({ expiresAt: AHEAD });
  await db().update(users).set({ createdAt: AHEAD });
  await db().run(
    sql`insert into limits values ('form/user:x', 1, 1, ${+AHEAD}, 0, ${NOW + DAY_MS}, 1)`,
  );
  await db().run(
    sql`insert into limits values ('form/user:y', 1, 1, ${NOW + 1000}, 0, ${NOW + DAY_MS}, 1)`,
  );
  setClock(AHEAD);
  await transaction(record({ type: 'user_updated', userId: 'ada' }));
  setClock(NOW);
  await sealLog();
  const found = ['audit_events.at', 'codes.expires_at', 'limits.window_ends_at', 'sessions.expires_at', 'users.created_at']; // biome-ignore format: one list
  expect([...(await findTimes()).keys()].sort()).toEqual(found);
  await clearTimes();
  expect([...(await findTimes()).keys()]).toEqual(['audit_events.at']);
  expect(await db().$count(sessions)).toBe(0);
  expect(await db().$count(limits)).toBe(1);
  const ended = eq(auditEvents.type, 'sessions_ended');
  const told = await db().select().from(auditEvents).where(ended);
  expect(told).toMatchObject([{ userId: viewer?.user.id, actor: 'operator' }]);
  await tamper(`delete from audit_events`);
});
