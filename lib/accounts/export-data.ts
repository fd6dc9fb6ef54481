import 'server-only';
import { desc, eq, getTableColumns } from 'drizzle-orm';
import { auditEvents, codes, outbox, sessions, users } from '#drizzle/schema';
import { seenBy } from '#lib/audit/list';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { together } from '#lib/db/together';
import { exportByUser } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { exportNotes } from '#lib/notes/export-notes';
import type { Viewer } from '#lib/session/store';

/** Counts a download against the viewer, for it is made in memory: null, or when to come back (seconds). */
export const takeExport = ({ user }: Viewer) => take([[exportByUser, user.id]]);

/**
 * Everything that is held about the viewer, as plain data for one JSON file. Hashes and sealed texts are
 * left out: they are no information about a person, and open what they protect to nobody.
 */
export async function exportData({ user: { id, email } }: Viewer) {
  await together((tx) => [record({ type: 'data_exported', userId: id })(tx)]);
  const [account] = await db()
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      createdAt: users.createdAt,
      role: users.role,
      timeZone: users.timeZone,
      theme: users.theme,
    })
    .from(users)
    .where(eq(users.id, id));
  const { secretHash: _, userId: __, ...session } = getTableColumns(sessions);
  // Their place in the log tells of others.
  const { seq: _seq, hash: _hash, ...entry } = getTableColumns(auditEvents);
  return {
    account,
    sessions: await db().select(session).from(sessions).where(eq(sessions.userId, id)),
    activity: (
      await db()
        .select(entry)
        .from(auditEvents)
        .where(eq(auditEvents.userId, id))
        .orderBy(desc(auditEvents.at))
    ).map(({ actorId, ...event }) => ({ ...event, ...seenBy({ ...event, actorId }) })),
    mails: await db()
      .select({
        template: outbox.template,
        recipient: outbox.recipient,
        subject: outbox.subject,
        createdAt: outbox.createdAt,
        sentAt: outbox.sentAt,
      })
      .from(outbox)
      .where(eq(outbox.recipient, email)),
    pendingCodes: await db()
      .select({
        purpose: codes.purpose,
        email: codes.email,
        createdAt: codes.createdAt,
        expiresAt: codes.expiresAt,
      })
      .from(codes)
      .where(eq(codes.email, email)),
    ...(await exportNotes({ id, email })),
  };
}
