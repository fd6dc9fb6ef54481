import 'server-only';
import { and, eq, lte } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { credentialChange } from '#lib/accounts/credential-change';
import type { AuditType } from '#lib/audit/types';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { isCodeOf } from '#lib/factors/recovery-codes/rows';
import { endPersonalToken } from '#lib/oauth/personal/end';
import { revokeSession } from '#lib/session/sign-out';
import type { Viewer } from '#lib/session/store';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { isWithin } from '#lib/times';

/** What may have been done by somebody else, and is answered by ending the session that it was done in. */
export const MAYBE_NOT_ME: AuditType[] = [
  'authn_login_success',
  'credential_added',
  'credential_removed',
];
/** For so long an addition is taken back without the proof that it may have made impossible. */
const UNDO_MS = 7 * 24 * 3_600_000;

type Undone = { type: string; isEnded: boolean; undo: 'done' | 'nothing' | 'unproven' };

/**
 * "This wasn't me", said of one of the viewer's own events: ends the session that it was done in, and takes away what was
 * added. An intruder who adds a factor has made sure that the owner cannot prove it. So it is taken away without proof
 * from a session that began before, for a week; from any other, only by somebody who has proven the highest factor just
 * now. Null when there is no such event, or it was done in this session.
 */
export async function wasNotMe(viewer: Viewer, id: string): Promise<Undone | null> {
  const isOwn = and(eq(auditEvents.id, id), eq(auditEvents.userId, viewer.user.id));
  const [event] = await db().select().from(auditEvents).where(isOwn);
  const { type, sessionId, actor } = event ?? {};
  const isAsked = actor === 'user' && MAYBE_NOT_ME.includes(type as AuditType);
  if (!event || !sessionId || !isAsked || sessionId === viewer.session.id) return null;
  const isEnded = await revokeSession(viewer, sessionId);
  return { type: event.type, isEnded, undo: await undo(viewer, event) };
}

type Event = typeof auditEvents.$inferSelect;

async function undo(viewer: Viewer, event: Event): Promise<Undone['undo']> {
  // Ending a token needs no proof, as on the page of tokens.
  if (event.type === 'credential_added' && event.detail === 'personal_token')
    return (await endPersonalToken(viewer, idOf(event.object))) ? 'done' : 'nothing';
  const added = addedBy(viewer, event);
  if (event.type !== 'credential_added' || !added) return 'nothing';
  const isFromBefore = viewer.session.createdAt < event.at && isWithin(event.at, UNDO_MS);
  if (!isFromBefore && !(await isFreshlyAuthenticated(viewer))) return 'unproven';
  const isDone = await transaction(
    expectRow((tx) => tx.delete(added.from).where(added.which)),
    await credentialChange(viewer, 'removed', added.what, added.id),
  );
  return isDone ? 'done' : 'nothing';
}

const idOf = (object: string) => object.replace(/^credential:/, '');

/** What an event has added. A password is not taken away: another is chosen next. */
function addedBy({ user }: Viewer, { object, detail, at }: Event) {
  // New codes take the place of all others: those that are no younger are the ones.
  if (detail === 'recovery_codes') {
    const which = and(isCodeOf(user.id), lte(credentials.createdAt, at));
    return { from: credentials, which, what: detail, id: undefined } as const;
  }
  const id = idOf(object);
  if (detail === 'connection') {
    const which = and(eq(connections.id, id), eq(connections.userId, user.id));
    return { from: connections, which, what: detail, id } as const;
  }
  if (detail !== 'totp' && detail !== 'passkey') return null;
  const isIt = and(
    eq(credentials.id, id),
    eq(credentials.userId, user.id),
    eq(credentials.kind, detail),
  );
  return { from: credentials, which: isIt, what: detail, id } as const;
}
