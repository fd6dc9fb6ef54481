import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { expectRow, transaction } from '#lib/db/transaction';
import { endSession } from '#lib/session/end';
import { whileHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';

/** True for the sessions of personal access tokens of this person. */
export const isTokenOf = (userId: string) =>
  and(eq(sessions.userId, userId), isNotNull(sessions.tokenName));

/** Ends one of the viewer's own tokens, at once. False when it is not theirs, is none, or has already ended. */
export const endPersonalToken = ({ user, session }: Viewer, id: string): Promise<boolean> =>
  transaction(
    whileHere({ session }),
    expectRow(
      endSession({ of: user.id, id, which: isNotNull(sessions.tokenName), why: 'token_ended' }),
    ),
  );
