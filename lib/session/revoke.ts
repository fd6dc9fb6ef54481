import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { sessions } from '#drizzle/schema';
import { record } from '#lib/audit/record';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Viewer } from '#lib/session/store';

/** Ends one of the viewer's own sessions. False when it is not theirs or has already ended. */
export const revokeSession = (viewer: Viewer, sessionId: string): Promise<boolean> =>
  transaction(
    expectRow((tx) =>
      tx
        .delete(sessions)
        .where(and(eq(sessions.userId, viewer.user.id), eq(sessions.id, sessionId))),
    ),
    record({ type: 'session_ended', userId: viewer.user.id, sessionId }),
  );

/** Ends all of the viewer's sessions but this one. False when there was no other. */
export const revokeOtherSessions = (viewer: Viewer): Promise<boolean> =>
  transaction(
    expectRow((tx) =>
      tx
        .delete(sessions)
        .where(and(eq(sessions.userId, viewer.user.id), ne(sessions.id, viewer.session.id))),
    ),
    record({ type: 'sessions_ended', userId: viewer.user.id }),
  );
