import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { searchNameOf } from '#lib/accounts/fields';
import { type MovedConnection, subjectAt } from '#lib/admin/moving/moved-connection';
import type { MovedPasskey } from '#lib/admin/moving/moved-passkey';
import type { MovedUser } from '#lib/admin/moving/moved-user';
import { type OwnFields, writeOwn } from '#lib/admin/moving/own-fields';
import { record } from '#lib/audit/record';
import { claimMailbox } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { transaction, type Write } from '#lib/db/transaction';
import { PASSKEY } from '#lib/factors/passkey/factor';
import { passkeyName } from '#lib/factors/passkey/name';
import { passwordRow } from '#lib/factors/password';
import { GRACE_MS, mustHaveFactor } from '#lib/factors/second-factor-due';
import { TOTP } from '#lib/factors/totp/factor';
import { sealKey } from '#lib/factors/totp/key';

const PIECE = 500;

type NewUser = typeof users.$inferInsert;
type NewCredential = typeof credentials.$inferInsert;
type NewConnection = typeof connections.$inferInsert;

/** Which of these addresses have an account. */
export async function findThere(emails: string[]): Promise<Set<string>> {
  const found = await db()
    .select({ email: users.email })
    .from(users)
    .where(inArray(users.email, emails))
    .limit(emails.length);
  return new Set(found.map(({ email }) => email));
}

/** Which of these passkeys an account has already. */
export async function findTaken(passkeys: string[]): Promise<Set<string>> {
  if (passkeys.length === 0) return new Set();
  const found = await db()
    .select({ handle: credentials.handle })
    .from(credentials)
    .where(and(eq(credentials.kind, PASSKEY), inArray(credentials.handle, passkeys)))
    .limit(passkeys.length);
  return new Set(found.map(({ handle }) => handle));
}

/** Which of these accounts elsewhere belong to somebody here already, as `subjectAt` says them. */
export async function findConnected(wanted: MovedConnection[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const issuers = [...new Set(wanted.map(({ issuer }) => issuer))];
  const subjects = [...new Set(wanted.map(({ subject }) => subject))];
  const found = await db()
    .select({ issuer: connections.issuer, subject: connections.subject })
    .from(connections)
    .where(and(inArray(connections.issuer, issuers), inArray(connections.subject, subjects)))
    .limit(issuers.length * subjects.length);
  return new Set(found.map(({ issuer, subject }) => subjectAt(issuer, subject)));
}

/**
 * Makes these accounts with what they sign in with, all or none; what was shared with their addresses becomes theirs, and the
 * log tells of each. None of the addresses has an account, and none of the passkeys and accounts elsewhere is another's: else
 * it throws, and nothing has happened.
 */
export async function writeBatch(batch: MovedUser[]): Promise<void> {
  const made = await Promise.all(batch.map(rowsOfUser));
  const ways = made.flatMap(({ ways: some }) => some);
  const elsewhere = made.flatMap(({ elsewhere: some }) => some);
  await transaction(
    (tx) => tx.insert(users).values(made.map(({ user }) => user)),
    inPieces(ways).map(
      (some): Write =>
        (tx) =>
          tx.insert(credentials).values(some),
    ),
    inPieces(elsewhere).map(
      (some): Write =>
        (tx) =>
          tx.insert(connections).values(some),
    ),
    made.map(({ user: { id, email }, own }) => [
      claimMailbox(id, email),
      writeOwn(id, own),
      record({ type: 'user_created', userId: id, actor: 'operator', detail: 'imported' }),
    ]),
  );
}

type Made = { user: NewUser; ways: NewCredential[]; elsewhere: NewConnection[]; own: OwnFields };

async function rowsOfUser(moved: MovedUser): Promise<Made> {
  const [id, now] = [uuid(), new Date()];
  const mustHave = mustHaveFactor(moved.role) && !moved.totpKey && moved.passkeys.length === 0;
  const user: NewUser = {
    id,
    email: moved.email,
    name: moved.name,
    searchName: searchNameOf(moved.name),
    timeZone: moved.timeZone,
    createdAt: moved.createdAt ?? now,
    disabledAt: moved.disabledAt,
    disabledUntil: moved.disabledUntil,
    disabledReason: moved.disabledReason,
    role: moved.role,
    secondFactorDueAt: mustHave ? new Date(now.getTime() + GRACE_MS) : null,
  };
  return {
    user,
    own: moved.own,
    ways: [
      ...(moved.hash ? [passwordRow(id, moved.hash)] : []),
      ...(moved.totpKey ? [await appRow(id, moved.totpKey)] : []),
      ...moved.passkeys.map((passkey) => passkeyRow(id, passkey)),
    ],
    elsewhere: moved.connections.map((one) => connectionRow(id, one)),
  };
}

/** No engine takes as many values in one statement as everybody with all they may have would need. */
const inPieces = <Row>(rows: Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / PIECE) }, (_, nth) =>
    rows.slice(nth * PIECE, (nth + 1) * PIECE),
  );

async function appRow(userId: string, key: Uint8Array): Promise<NewCredential> {
  const now = new Date();
  const secret = await sealKey(key, userId);
  const times = { createdAt: now, confirmedAt: now };
  return { id: uuid(), userId, kind: TOTP, handle: userId, secret, ...times };
}

function passkeyRow(userId: string, moved: MovedPasskey): NewCredential {
  const now = new Date();
  const { user_handle: userHandle = '', backup_eligible: mayBeBackedUp } = moved;
  return {
    id: uuid(),
    userId,
    kind: PASSKEY,
    handle: moved.id,
    secret: moved.public_key,
    name: moved.name ?? passkeyName(moved.aaguid),
    counter: moved.counter,
    // Without the one the other is nothing that a first answer could be measured by.
    userHandle: mayBeBackedUp === undefined ? '' : userHandle,
    aaguid: moved.aaguid,
    transports: moved.transports.join(' '),
    mayBeBackedUp: mayBeBackedUp ?? false,
    isBackedUp: moved.backed_up,
    host: moved.rp_id,
    createdAt: moved.created_at ?? now,
    confirmedAt: now,
  };
}

/** It was not used here yet: what its provider says at a sign-in is noted then. */
const connectionRow = (
  userId: string,
  { createdAt, ...moved }: MovedConnection,
): NewConnection => ({
  ...moved,
  id: uuid(),
  userId,
  amr: '',
  acr: '',
  createdAt: createdAt ?? new Date(),
  address: '',
  userAgent: '',
});
