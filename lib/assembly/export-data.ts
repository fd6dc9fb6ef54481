import 'server-only';
import { and, asc, desc, eq, getTableColumns, gt, lt } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { codes } from '#drizzle/schema/codes';
import { connections } from '#drizzle/schema/connections';
import { consents } from '#drizzle/schema/consents';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { users } from '#drizzle/schema/users';
import { seenBy } from '#lib/assembly/activity';
import { exportByUser } from '#lib/assembly/limits';
import { listPersonalData } from '#lib/assembly/personal-data';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { inSlices } from '#lib/db/slices';
import { transaction } from '#lib/db/transaction';
import { byPerson } from '#lib/limits/person';
import { take } from '#lib/limits/take';
import { profileColumns } from '#lib/session/profile';
import type { Viewer } from '#lib/session/store';

const SLICE = 50;
const PIECE_LENGTH = 32_768;

/** Counts a download against the viewer: null, or when to come back (seconds). */
export const takeExport = (viewer: Viewer) => take(byPerson(exportByUser, viewer));

/**
 * Everything that is held about the viewer, as one JSON text in pieces, for it may be long. Hashes and sealed
 * texts are left out: they are no information about a person, and open what they protect to nobody. That it was
 * asked for is entered into the log before the first piece.
 */
export async function exportData({ user }: Viewer): Promise<AsyncGenerator<string>> {
  await transaction(record({ type: 'data_exported', userId: user.id }));
  return pieces(await accountOf(user), {
    sessions: sessionsOf(user),
    credentials: credentialsOf(user),
    connections: connectionsOf(user),
    trustedBrowsers: trustedBrowsersOf(user),
    consents: consentsOf(user),
    activity: activityOf(user),
    mails: mailsTo(user),
    pendingCodes: codesFor(user),
    ...listPersonalData(user),
  });
}

async function* pieces(account: object | undefined, lists: Record<string, AsyncIterable<object>>) {
  let piece = `{\n"account": ${JSON.stringify(account)}`;
  for (const [name, rows] of Object.entries(lists)) {
    piece += `,\n"${name}": [`;
    let before = '\n';
    for await (const row of rows) {
      piece += before + JSON.stringify(row);
      before = ',\n';
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
    piece += '\n]';
  }
  yield `${piece}\n}\n`;
}

type User = { id: string; email: string };

async function accountOf({ id }: User) {
  const [account] = await db()
    .select({
      id: users.id,
      email: users.email,
      createdAt: users.createdAt,
      role: users.role,
      ...profileColumns,
    })
    .from(users)
    .where(eq(users.id, id));
  return account;
}

function sessionsOf({ id }: User) {
  const { secretHash: _, userId: __, root: ___, ...others } = getTableColumns(sessions);
  const { providerSession: ____, ...session } = others;
  return inSlices<{ id: string }>(SLICE, (last) =>
    db()
      .select(session)
      .from(sessions)
      .where(and(eq(sessions.userId, id), gt(sessions.id, last?.id ?? '')))
      .orderBy(asc(sessions.id))
      .limit(SLICE),
  );
}

/** What each is called, and nothing by which it is found or compared. */
function credentialsOf({ id }: User) {
  const { kind, name, createdAt, lastUsedAt } = credentials;
  return inSlices<{ id: string }>(SLICE, (last) =>
    db()
      .select({ id: credentials.id, kind, name, createdAt, lastUsedAt })
      .from(credentials)
      .where(and(eq(credentials.userId, id), gt(credentials.id, last?.id ?? '')))
      .orderBy(asc(credentials.id))
      .limit(SLICE),
  );
}

/** What each is called, and where and when it was used; not the number by which a provider knows the person. */
function connectionsOf({ id }: User) {
  const { userId: _, subject: __, ...connection } = getTableColumns(connections);
  return inSlices<{ id: string }>(SLICE, (last) =>
    db()
      .select(connection)
      .from(connections)
      .where(and(eq(connections.userId, id), gt(connections.id, last?.id ?? '')))
      .orderBy(asc(connections.id))
      .limit(SLICE),
  );
}

function consentsOf({ id }: User) {
  const { userId: _, ...consent } = getTableColumns(consents);
  return inSlices<{ id: string }>(SLICE, (last) =>
    db()
      .select(consent)
      .from(consents)
      .where(and(eq(consents.userId, id), gt(consents.id, last?.id ?? '')))
      .orderBy(asc(consents.id))
      .limit(SLICE),
  );
}

function trustedBrowsersOf({ id }: User) {
  const { secretHash: _, userId: __, root: ___, ...browser } = getTableColumns(trustedBrowsers);
  return inSlices<{ id: string }>(SLICE, (last) =>
    db()
      .select(browser)
      .from(trustedBrowsers)
      .where(and(eq(trustedBrowsers.userId, id), gt(trustedBrowsers.id, last?.id ?? '')))
      .orderBy(asc(trustedBrowsers.id))
      .limit(SLICE),
  );
}

/** Newest first, as it is shown. */
async function* activityOf({ id }: User) {
  // Their place in the log tells of others.
  const { seq: _seq, hash: _hash, ...entry } = getTableColumns(auditEvents);
  const entries = inSlices<Omit<typeof auditEvents.$inferSelect, 'seq' | 'hash'>>(SLICE, (last) =>
    db()
      .select(entry)
      .from(auditEvents)
      .where(and(eq(auditEvents.userId, id), lt(auditEvents.id, last?.id ?? AFTER_ALL)))
      .orderBy(desc(auditEvents.id))
      .limit(SLICE),
  );
  for await (const { actorId, ...event } of entries)
    yield { ...event, ...seenBy({ ...event, actorId }) };
}

/** Comes after every id. */
const AFTER_ALL = 'g';

async function* mailsTo({ email }: User) {
  const mails = inSlices(SLICE, (last: { id: string } | null) =>
    db()
      .select({
        id: outbox.id,
        template: outbox.template,
        recipient: outbox.recipient,
        subject: outbox.subject,
        createdAt: outbox.createdAt,
        sentAt: outbox.sentAt,
      })
      .from(outbox)
      .where(and(eq(outbox.recipient, email), gt(outbox.id, last?.id ?? '')))
      .orderBy(asc(outbox.id))
      .limit(SLICE),
  );
  for await (const { id: _, ...mail } of mails) yield mail;
}

async function* codesFor({ email }: User) {
  const pending = inSlices(SLICE, (last: { id: string } | null) =>
    db()
      .select({
        id: codes.id,
        purpose: codes.purpose,
        email: codes.email,
        createdAt: codes.createdAt,
        expiresAt: codes.expiresAt,
      })
      .from(codes)
      .where(and(eq(codes.email, email), gt(codes.id, last?.id ?? '')))
      .orderBy(asc(codes.id))
      .limit(SLICE),
  );
  for await (const { id: _, ...code } of pending) yield code;
}
