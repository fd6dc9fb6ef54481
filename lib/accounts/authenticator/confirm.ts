import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { findApp } from '#lib/accounts/authenticator/find';
import { credentialChange } from '#lib/accounts/credential-change';
import { expectRow, transaction } from '#lib/db/transaction';
import { bothOf } from '#lib/factors/authentication';
import { digitsOf, isAppOf, totp } from '#lib/factors/totp/factor';
import { openKey } from '#lib/factors/totp/key';
import { stepOf } from '#lib/factors/totp/totp';
import { fail, ok, type Result } from '#lib/result';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

/**
 * Sets the viewer's app up with the first code that it shows, which shows that it has the key: from then on it is asked
 * for. The code counts as a proof, so this session goes on, under a new secret, as one in which it was proven too; the
 * others have to prove it.
 */
export async function confirmAuthenticator(
  viewer: Viewer,
  typed: string,
): Promise<Result<Ticket, 'wrong_first_code'>> {
  const { user, session } = viewer;
  const app = await findApp(user.id);
  const key = app && !app.confirmedAt ? await openKey(app.secret, user.id) : null;
  const step = key && stepOf(key, digitsOf(typed), 0);
  if (!app || !step) return fail('wrong_first_code');
  const isStillSo = and(
    isAppOf(user.id),
    eq(credentials.secret, app.secret),
    isNull(credentials.confirmedAt),
  );
  const now = new Date();
  const amr = bothOf(session.amr as (typeof totp.amr)[number][], totp.amr);
  const renewed = renewSession(viewer, { amr, authenticatedAt: now });
  const isDone = await transaction(
    expectRow((tx) =>
      tx.update(credentials).set({ confirmedAt: now, counter: step }).where(isStillSo),
    ),
    await credentialChange(viewer, 'added', 'totp', app.id),
    renewed.write,
  );
  return isDone ? ok(renewed.ticket) : fail('wrong_first_code');
}
