import { desc, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { sessions } from '#drizzle/schema/sessions';
import { removeAuthenticator } from '#lib/accounts/authenticator/remove';
import { addApp, addRecoveryCodes, viewerBy } from '#lib/accounts/factors.test-support';
import { viewerOf } from '#lib/accounts/life.test-support';
import { wasNotMe } from '#lib/assembly/was-not-me';
import type { AuditType } from '#lib/audit/types';
import { hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { countCodes } from '#lib/factors/recovery-codes/rows';
import { kindsOf } from '#lib/factors/verify-factor';
import { noteShown } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const DAY = 24 * 3_600_000;
let ada: Viewer;
let userId = '';
let ticket: Ticket;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  userId = await addUser('ada@example.com');
  ticket = await beginSession(userId);
  ada = await viewerBy(ticket);
  setClock(START + 1000);
});

/** The newest event of a type. */
async function newest(type: AuditType) {
  await sealLog();
  const [event] = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.type, type))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return String(event?.id);
}

/** By the secret that her first session has, and those that were copied from it. */
function signedIn(viewer: Viewer): Viewer {
  noteShown(viewer, hashSecret(ticket.secret));
  return viewer;
}

const has = async (kind: string) => (await kindsOf(userId)).has(kind);
/** A session of hers as it is now. */
const again = async ({ session }: Viewer): Promise<Viewer> => {
  const [row] = await db().select().from(sessions).where(eq(sessions.id, session.id));
  const at = row?.authenticatedAt ?? new Date(0);
  return signedIn({ user: ada.user, session: { ...session, authenticatedAt: at } });
};

test('an app that an intruder set up is gone, with the session, though the owner cannot prove it', async () => {
  await addApp(userId);
  const event = await newest('credential_added');
  expect(await wasNotMe(await again(ada), event)).toEqual({ type: 'credential_added', isEnded: true, undo: 'done' }); // biome-ignore format: one line
  expect(await has('totp')).toBe(false);
  expect((await db().select().from(sessions)).map(({ id }) => id)).toEqual([ada.session.id]);
  await newest('credential_removed');
  expect(await wasNotMe(await again(ada), event)).toMatchObject({
    isEnded: false,
    undo: 'nothing',
  });
});

test('a session that began after it, or that asks a week later, has to prove the factor first', async () => {
  await addApp(userId);
  const event = await newest('credential_added');
  const { session } = await viewerByAdding();
  const later = { ...ada, session: { ...session, createdAt: new Date(), authenticatedAt: new Date(0) } }; // biome-ignore format: one line
  expect(await wasNotMe(later, event)).toMatchObject({ undo: 'unproven' });
  setClock(START + 8 * DAY);
  expect(await wasNotMe(await again(ada), event)).toMatchObject({ undo: 'unproven' });
  expect(await has('totp')).toBe(true);
  const proven = signedIn({ ...later, session: { ...later.session, amr: ['pwd', 'otp'], authenticatedAt: new Date() } }); // biome-ignore format: one line
  expect(await wasNotMe(proven, event)).toMatchObject({ undo: 'done' });
  expect(await has('totp')).toBe(false);
});

test('codes that an intruder made are gone; those that the owner made later stay', async () => {
  await addRecoveryCodes(await viewerOf(userId));
  const event = await newest('credential_added');
  setClock(START + 2000);
  await addRecoveryCodes(await viewerOf(userId));
  expect(await wasNotMe(await again(ada), event)).toMatchObject({ undo: 'nothing' });
  expect(await countCodes(userId)).toBe(10);
  const second = await newest('credential_added');
  expect(await wasNotMe(await again(ada), second)).toMatchObject({ undo: 'done' });
  expect(await countCodes(userId)).toBe(0);
});

test('what was removed stays removed, and the session that did it ends', async () => {
  await addApp(userId);
  const intruder = await viewerByAdding();
  await removeAuthenticator(intruder);
  const event = await newest('credential_removed');
  expect(await wasNotMe(await again(ada), event)).toEqual({ type: 'credential_removed', isEnded: true, undo: 'nothing' }); // biome-ignore format: one line
});

/** Another session of hers, whatever it has proven. */
async function viewerByAdding(): Promise<Viewer> {
  const [row] = await db().select().from(sessions);
  const id = `another-${row?.id.slice(8)}`;
  await db()
    .insert(sessions)
    .values({ ...(row as typeof sessions.$inferInsert), id });
  return signedIn({ ...ada, session: { ...ada.session, id } });
}

test('events of others, of this session, and those that say nothing of a person are not answered', async () => {
  await addApp(userId);
  const event = await newest('credential_added');
  const bob = await viewerOf(await addUser('bob@example.com'));
  expect(await wasNotMe(bob, event)).toBeNull();
  expect(await wasNotMe(ada, await newest('session_created'))).toBeNull();
  expect(await wasNotMe(ada, 'none')).toBeNull();
  const credentialsBefore = await db().$count(credentials);
  await addRecoveryCodes(ada);
  expect(await wasNotMe(ada, await newest('credential_added'))).toBeNull();
  expect(await db().$count(credentials)).toBe(credentialsBefore + 10);
});
