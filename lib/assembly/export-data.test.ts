import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { notes } from '#drizzle/product/notes';
import { auditEvents } from '#drizzle/schema/audit';
import { codes } from '#drizzle/schema/codes';
import { connections } from '#drizzle/schema/connections';
import { consents } from '#drizzle/schema/consents';
import { credentials } from '#drizzle/schema/credentials';
import { grants } from '#drizzle/schema/grants';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { exportData } from '#lib/assembly/export-data';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { ALL_THINGS } from '#lib/product/resources';
import { findViewer } from '#lib/session/store';
import { addUser, beginSession, emptyTables } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const MANY = 120;
const at = new Date();
const each = <Row>(make: (nth: number) => Row) =>
  Array.from({ length: MANY }, (_, nth) => make(nth));

/** Somebody with more of everything than is read at once. */
async function busyViewer() {
  const userId = await addUser('ada@example.com', { passwordHash: 'x' });
  const { viewer } = (await findViewer(await beginSession(userId)))!;
  const row = { createdAt: at, expiresAt: at };
  const session = { ...row, userId, secretHash: 'x', isPersistent: true, lastSeenAt: at };
  const from = { address: '203.0.113.1', userAgent: 'x' };
  await db()
    .insert(sessions)
    .values(each(() => ({ ...session, ...from, id: uuid(), idleSeconds: 60 })));
  await transaction(each(() => record({ type: 'authn_confirmed', userId })));
  await db()
    .insert(outbox)
    .values(
      each((nth) => ({
        ...row,
        id: uuid(),
        template: 'x',
        recipient: 'ada@example.com',
        subject: `mail ${nth}`,
        body: 'sealed',
        state: 'sent',
        attempts: 1,
        lastError: '',
        dueAt: at,
        sentAt: at,
      })),
    );
  await db()
    .insert(codes)
    .values(
      each((nth) => ({
        ...row,
        id: uuid(),
        purpose: `p${nth}`,
        email: 'ada@example.com',
        flowHash: 'x',
        codeHash: 'x',
        payload: 'x',
        triesLeft: 1,
      })),
    );
  await db()
    .insert(credentials)
    .values(
      each((nth) => ({
        id: uuid(),
        userId,
        kind: 'passkey',
        handle: `handle ${nth}`,
        secret: 'x',
        name: `passkey ${nth}`,
        createdAt: at,
      })),
    );
  await db()
    .insert(trustedBrowsers)
    .values(each(() => ({ ...row, ...from, id: uuid(), userId, secretHash: 'x' })));
  await addNotes(userId);
  return viewer;
}

/** Every note of theirs is shared with two, and as many are shared with them, or wait for their address. */
async function addNotes(userId: string) {
  const grant = { kind: 'note', address: 'ada@example.com', grantedBy: userId, createdAt: at };
  for (let nth = 0; nth < MANY; nth++) {
    const id = uuid();
    await db()
      .insert(notes)
      .values({
        id,
        title: `note ${nth}`,
        text: '"\\\u2028',
        revision: 1,
        createdAt: at,
        updatedAt: at,
      });
    const clientId = `site-${nth}`;
    await db()
      .insert(oauthClients)
      .values({ id: clientId, name: 'x', kind: 'web', redirectUris: '[]', createdAt: at })
      .onConflictDoNothing();
    await db()
      .insert(consents)
      .values({ id: uuid(), userId, clientId, scope: 'openid', createdAt: at, lastUsedAt: at });
    await db()
      .insert(connections)
      .values({
        id: uuid(),
        userId,
        provider: 'google',
        issuer: 'https://accounts.google.com',
        subject: `${nth}`,
        label: '',
        email: '',
        amr: '',
        acr: '',
        createdAt: at,
        address: '',
        userAgent: '',
      });
    await db()
      .insert(grants)
      .values([
        { ...grant, subject: `user:${userId}`, relation: 'owner', object: id },
        { ...grant, subject: 'mailbox:bob@example.com', relation: 'viewer', object: id },
        { ...grant, subject: 'user:cyd', relation: 'editor', object: id },
        { ...grant, subject: `user:${userId}`, relation: 'editor', object: `theirs ${nth}` },
        {
          ...grant,
          subject: 'mailbox:ada@example.com',
          relation: 'viewer',
          object: `waiting ${nth}`,
        },
      ]);
  }
}

test('the download is one JSON text and holds every row of more than is read at once, each once', async () => {
  const viewer = await busyViewer();
  const pieces = await Array.fromAsync(await exportData(viewer));
  const data = JSON.parse(pieces.join('')) as Record<string, Record<string, string>[]>;
  const distinct = Object.entries(data).map(([name, rows]) => [
    name,
    Array.isArray(rows) ? new Set(rows.map((row) => JSON.stringify(row))).size : rows,
  ]);
  const activity = await db().select().from(auditEvents);
  expect(Object.fromEntries(distinct)).toEqual({
    account: expect.objectContaining({ email: 'ada@example.com' }),
    sessions: MANY + 1,
    credentials: MANY + 1,
    connections: MANY,
    trustedBrowsers: MANY,
    consents: MANY,
    activity: activity.length,
    mails: MANY,
    pendingCodes: MANY,
    ...Object.fromEntries(ALL_THINGS.map(({ plural }) => [plural, 0])),
    notes: MANY,
    sharesGiven: 2 * MANY,
    sharesReceived: 2 * MANY,
  });
  const ids = data['activity']!.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort().reverse());
});

test('no piece holds more than a note beyond its length', async () => {
  const userId = await addUser('ada@example.com', { passwordHash: 'x' });
  const { viewer } = (await findViewer(await beginSession(userId)))!;
  const text = '\u{1f9ff}'.repeat(20_000);
  for (let nth = 0; nth < 40; nth++) {
    const id = uuid();
    await db()
      .insert(notes)
      .values({ id, title: 'x', text, revision: 1, createdAt: at, updatedAt: at });
    await db()
      .insert(grants)
      .values({
        subject: `user:${userId}`,
        relation: 'owner',
        kind: 'note',
        object: id,
        address: 'ada@example.com',
        grantedBy: null,
        createdAt: at,
      });
  }
  const pieces = await Array.fromAsync(await exportData(viewer));
  expect(pieces.length).toBeGreaterThan(40);
  for (const piece of pieces) expect(piece.length).toBeLessThan(32_768 + text.length + 1_000);
});
