import { getTableName } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { codes } from '#drizzle/schema/codes';
import { connections } from '#drizzle/schema/connections';
import { consents } from '#drizzle/schema/consents';
import { credentials } from '#drizzle/schema/credentials';
import { grants } from '#drizzle/schema/grants';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { limits } from '#drizzle/schema/limits';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { outbox } from '#drizzle/schema/outbox';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { recoveries } from '#drizzle/schema/recoveries';
import { sessions } from '#drizzle/schema/sessions';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { TABLES as SCHEMA } from '#drizzle/tables';
import { deleteAccount } from '#lib/assembly/delete-account';
import { exportData } from '#lib/assembly/export-data';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { ALL_THINGS } from '#lib/product/resources';
import type { ThingResource } from '#lib/resource';
import { findViewer } from '#lib/session/store';
import { addUser, beginSession, emptyTables, stored } from '#lib/testing/database.test-support';

type Person = { id: string; email: string; sessionId: string };

/** A table that holds rows of a person. */
type Held = {
  /** Adds a row of theirs, which has the text "says" and the name of the table in it. */
  add: (person: Person) => PromiseLike<unknown>;
  /** Nothing of it is left when the account was deleted; or the reason why something is. */
  forgotten: true | string;
  /** The download says what the row says; or the reason why it does not. */
  exported: true | string;
};

const at = new Date();
const later = new Date(Date.now() + 60_000);
const EMAIL = 'ada@example.com';

/** Every table: what becomes of a person's rows, or why it has none. */
const TABLES: Record<string, Held | string> = {
  users: {
    add: async () => {},
    forgotten: true,
    exported: true,
  },
  sessions: {
    add: ({ sessionId }) =>
      transaction((tx) => tx.update(sessions).set({ userAgent: `says sessions ${sessionId}` })),
    forgotten: true,
    exported: true,
  },
  pending_sign_ins: {
    add: ({ id }) =>
      db().insert(pendingSignIns).values({
        id: uuid(),
        userId: id,
        secretHash: '',
        passwordHash: '',
        amr: 'pwd',
        isPersistent: false,
        next: 'says pending_sign_ins',
        triesLeft: 5,
        createdAt: at,
      }),
    forgotten: true,
    exported: 'half of a sign-in, which is over after ten minutes',
  },
  credentials: {
    add: ({ id: userId }) =>
      db().insert(credentials).values({
        id: uuid(),
        userId,
        kind: 'passkey',
        handle: 'handle',
        secret: 'key',
        name: 'says credentials',
        createdAt: at,
      }),
    forgotten: true,
    exported: true,
  },
  passkey_challenges: {
    add: ({ id: userId }) =>
      db().insert(passkeyChallenges).values({
        id: uuid(),
        userId,
        secretHash: '',
        challenge: 'says passkey_challenges',
        purpose: 'sign-in',
        createdAt: at,
      }),
    forgotten: true,
    exported: 'random bytes to be signed, which are over after five minutes',
  },
  consents: {
    add: ({ id: userId }) =>
      db().insert(consents).values({
        id: uuid(),
        userId,
        clientId: 'gatehouse-cli',
        scope: 'says consents',
        createdAt: at,
        lastUsedAt: at,
      }),
    forgotten: true,
    exported: true,
  },
  connections: {
    add: ({ id: userId }) =>
      db().insert(connections).values({
        id: uuid(),
        userId,
        provider: 'google',
        issuer: 'https://accounts.google.com',
        subject: uuid(),
        label: 'says connections',
        email: '',
        amr: '',
        acr: '',
        createdAt: at,
        address: '',
        userAgent: '',
      }),
    forgotten: true,
    exported: true,
  },
  provider_flows: {
    add: ({ sessionId }) =>
      db().insert(providerFlows).values({
        id: uuid(),
        browserHash: '',
        stateHash: '',
        provider: 'google',
        intent: 'link',
        stage: 'asked',
        next: 'says provider_flows',
        isPersistent: false,
        sessionId,
        payload: '',
        createdAt: at,
      }),
    forgotten: true,
    exported:
      'what a browser is in the middle of with a provider, which is over after half an hour',
  },
  trusted_browsers: {
    add: ({ id: userId }) =>
      db().insert(trustedBrowsers).values({
        id: uuid(),
        userId,
        secretHash: '',
        createdAt: at,
        expiresAt: later,
        address: '',
        userAgent: 'says trusted_browsers',
      }),
    forgotten: true,
    exported: true,
  },
  recoveries: {
    add: ({ id: userId }) =>
      db().insert(recoveries).values({
        userId,
        opensAt: later,
        startedAt: at,
        notifiedAt: at,
        root: 'says recoveries',
      }),
    forgotten: true,
    exported: 'when a recovery began and when it opens: the mails and the log say both',
  },
  known_browsers: {
    add: ({ id: userId }) =>
      db().insert(knownBrowsers).values({
        id: 'says known_browsers',
        userId,
        secretHash: '',
        signedInAt: at,
      }),
    forgotten: true,
    exported: 'a random name, and when a browser signed in: the log of what happened says that too',
  },
  oauth_records: {
    add: ({ sessionId }) =>
      db().insert(oauthRecords).values({
        id: uuid(),
        kind: 'RefreshToken',
        sessionId,
        payload: 'says oauth_records',
        createdAt: at,
        expiresAt: later,
      }),
    forgotten: true,
    exported: 'a token, which opens something; the session it hangs on is in the download',
  },
  codes: {
    add: ({ email }) =>
      db().insert(codes).values({
        id: uuid(),
        purpose: 'says codes',
        email,
        flowHash: '',
        codeHash: '',
        payload: '',
        triesLeft: 5,
        createdAt: at,
        expiresAt: later,
      }),
    forgotten: 'for a day: it opens nothing, and looks as if nobody had had an account',
    exported: true,
  },
  outbox: {
    add: ({ email }) =>
      db().insert(outbox).values({
        id: uuid(),
        template: 'x',
        recipient: email,
        subject: 'says outbox',
        body: '',
        state: 'sent',
        attempts: 1,
        lastError: '',
        createdAt: at,
        dueAt: at,
      }),
    forgotten: 'the notice that the account was deleted, on its way to its address',
    exported: true,
  },
  logout_notices: {
    add: ({ id }) =>
      db().insert(logoutNotices).values({
        id: uuid(),
        userId: id,
        clientId: 'shop',
        uri: 'https://shop.example.com/says logout_notices',
        attempts: 0,
        lastError: '',
        createdAt: at,
        dueAt: at,
      }),
    forgotten: 'it tells a site that the account is signed out there; it goes once that is told',
    exported: 'what a site is still to be told, of a session that is over',
  },
  limits: {
    add: () =>
      db().insert(limits).values({
        key: 'says limits',
        used: 1,
        streak: 1,
        windowEndsAt: later,
        blockedUntil: at,
        expiresAt: later,
        revision: 1,
      }),
    forgotten: 'a new account is no way around a limit; the key is an HMAC, the row ends by itself',
    exported: 'a count under an HMAC, which says nothing about a person',
  },
  audit_events: {
    add: ({ id }) =>
      transaction(record({ type: 'user_updated', userId: id, object: 'says audit_events' })),
    forgotten: 'the log stays as it is until it is 400 days old, and names the account by its id',
    exported: true,
  },
  grants: {
    add: ({ email }) =>
      db()
        .insert(grants)
        .values({
          subject: `mailbox:${email}`,
          relation: 'viewer',
          kind: ALL_THINGS[0]?.kind ?? 'thing',
          object: uuid(),
          address: 'says grants',
          grantedBy: 'bob',
          createdAt: at,
        }),
    forgotten: true,
    exported:
      ALL_THINGS.length > 0 || 'nothing can be shared where the product has no kind of thing',
  },
  ...Object.fromEntries(ALL_THINGS.map(heldThing)),
  providers: 'sites that the operator has added for everybody',
  company_domains: 'domains that the operator has sent to a provider',
  nodes: 'the processes of the server',
  webhooks: 'places that the operator names; what they are told stands in the log',
  root_secrets: 'names of the secrets that the server was started with',
  oauth_clients: 'programs that the operator has added for everybody',
  signing_keys: 'the keys of the server',
  audit_inbox: 'what waits to stand in the log, for a second at most',
  audit_verdict: 'what the last verification of the log found',
  audit_head: 'the number and the hash of the last entry of the log',
  audit_anchor: 'the number and the hash of the last entry that went',
  audit_tiles: 'hashes of the entries of the log, by their numbers',
};

/** Every thing of the product is gone with its owner, and in their download: there is no reason not to. */
function heldThing(of: ThingResource): [table: string, held: Held] {
  const name = getTableName(of.table);
  const filled = Object.fromEntries(Object.keys(of.fields).map((field) => [field, '']));
  const row = { ...filled, [of.called]: `says ${name}`, revision: 1, createdAt: at, updatedAt: at };
  const add = ({ id, email }: Person) =>
    addOwn(of.kind, id, email, (thing) =>
      db()
        .insert(of.table)
        .values({ ...row, id: thing } as never),
    );
  return [name, { add, forgotten: true, exported: true }];
}

/** Adds a thing that they own. */
async function addOwn(
  kind: string,
  userId: string,
  address: string,
  add: (id: string) => PromiseLike<unknown>,
) {
  const object = uuid();
  await add(object);
  const given = { kind, object, address, grantedBy: null, createdAt: at };
  await db()
    .insert(grants)
    .values({ ...given, subject: `user:${userId}`, relation: 'owner' });
}

const HELD = Object.entries(TABLES).flatMap(([name, one]) =>
  typeof one === 'string' ? [] : [{ name, ...one }],
);

beforeEach(emptyTables);

test('every table of the schema says what becomes of the rows of a person', () => {
  const tables = SCHEMA.map(getTableName);
  expect(
    Object.keys(TABLES).sort(),
    'Each table needs a line in TABLES (lib/assembly/personal-data.test.ts): a row of a person in it, and that it is gone with the account and in the download, or the reason why not. What is declared in lib/product/resources.ts is forgotten and listed by that; anything else by one line in FEATURES (lib/assembly/personal-data.ts).',
  ).toEqual(tables.sort());
  const reasons = Object.values(TABLES).flatMap((one) =>
    typeof one === 'string' ? [one] : [one.forgotten, one.exported],
  );
  for (const reason of reasons) if (reason !== true) expect(reason.length).toBeGreaterThan(20);
});

/** Somebody with a row in every table that holds rows of a person. */
async function fill() {
  const id = await addUser(EMAIL, { name: 'says users', passwordHash: 'x' });
  const { viewer } = (await findViewer(await beginSession(id)))!;
  for (const { add } of HELD) await add({ id, email: EMAIL, sessionId: viewer.session.id });
  return viewer;
}

/** The tables with a row in which one of the texts stands. */
const tablesThatSay = async (...texts: ((table: string) => string)[]) =>
  (JSON.parse(await stored()) as [string, object[]][]).flatMap(([table, rows]) =>
    texts.some((text) => JSON.stringify(rows).includes(text(table))) ? [table] : [],
  );

test('every kind of thing has a name of its own in the download, and no list of ours is replaced', async () => {
  const viewer = await fill();
  const text = (await Array.fromAsync(await exportData(viewer))).join('');
  const plurals = ALL_THINGS.map(({ plural }) => plural);
  expect(new Set(plurals).size).toBe(plurals.length);
  for (const plural of [...plurals, 'sharesGiven', 'sharesReceived'])
    expect(text.split(`"${plural}":`).length, plural).toBe(2);
});

test('what a deleted account leaves is what has a reason to stay', async () => {
  const { user } = await fill();
  const says = (table: string) => `says ${table}`;
  expect(await tablesThatSay(says)).toEqual(HELD.map(({ name }) => name).sort());
  expect(await deleteAccount(user)).toMatchObject({ ok: true });
  const kept = HELD.filter(({ forgotten }) => forgotten !== true);
  const left = await tablesThatSay(
    says,
    () => user.id,
    () => user.email,
  );
  expect(left).toEqual(kept.map(({ name }) => name).sort());
});

test('the download says what every row of a person says, but where there is a reason', async () => {
  const text = (await Array.fromAsync(await exportData(await fill()))).join('');
  const exported = HELD.filter(({ exported }) => exported === true);
  const told = HELD.filter(({ name }) => text.includes(`says ${name}`));
  expect(told.map(({ name }) => name)).toEqual(exported.map(({ name }) => name));
});
