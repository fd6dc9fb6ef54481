import 'server-only';
import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import { networkKey } from '#lib/limits/network';
import { once } from '#lib/limits/once';
import { takeLoad } from '#lib/limits/take-load';
import { logoutByNetwork, logoutByToken } from '#lib/providers/limits';
import { type LoggedOut, readLogoutToken } from '#lib/providers/logout-token';
import { fail, ok, type Result } from '#lib/result';
import { endSessions } from '#lib/session/end';

type LogOutFailure = 'bad_logout_token' | 'too_many_attempts';

/**
 * Ends what somebody has here by a provider that says that it has signed them out: of one session there the browsers that began
 * by it, and halves of sign-ins; of all of theirs the programs that they have let in and their personal tokens, too, for nobody
 * knows any more by which session. What a provider says counts once (OpenID Connect Back-Channel Logout 1.0 2.6). That nobody was
 * signed in is no fault.
 */
export async function logOutByProvider(
  name: string,
  token: string,
): Promise<Result<null, LogOutFailure>> {
  const throttled = await takeLoad([[logoutByNetwork, networkKey()]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const said = await readLogoutToken(name, token);
  if (!said) return fail('bad_logout_token');
  const { use } = once([logoutByToken, JSON.stringify([name, said.jti])]);
  const isDone = await transaction(expectRow(use), endings(name, said));
  return isDone ? ok(null) : fail('bad_logout_token');
}

function endings(provider: string, said: LoggedOut): Write {
  const owner = ownerOf(provider, said);
  const isTheirs = said.subject ? eq(pendingSignIns.userId, owner) : undefined;
  return [
    (tx) =>
      tx.delete(pendingSignIns).where(and(isTheirs, isBegunBy(pendingSignIns, provider, said))),
    endSessions({
      of: owner,
      which: said.session
        ? isBegunBy(sessions, provider, said)
        : or(
            eq(sessions.provider, provider),
            isNotNull(sessions.clientId),
            isNotNull(sessions.tokenName),
          ),
      by: 'system',
      why: 'by_provider',
    }),
  ];
}

/** Whose account it is: of whom the token names, or of the session that it names. */
function ownerOf(provider: string, { issuer, subject, session }: LoggedOut): SQL {
  const bySubject = db()
    .select({ id: connections.userId })
    .from(connections)
    .where(and(eq(connections.issuer, issuer), eq(connections.subject, subject ?? '')));
  const isIt = and(eq(sessions.provider, provider), eq(sessions.providerSession, session ?? ''));
  const bySession = db().select({ id: sessions.userId }).from(sessions).where(isIt).limit(1);
  return sql`(${subject ? bySubject : bySession})`;
}

type Begun = typeof sessions | typeof pendingSignIns;

/** Where the provider has not told us which session it was, it may have been this one. */
const isBegunBy = (of: Begun, provider: string, { session, subject }: LoggedOut) =>
  and(
    eq(of.provider, provider),
    session
      ? or(eq(of.providerSession, session), subject ? isNull(of.providerSession) : undefined)
      : undefined,
  );
