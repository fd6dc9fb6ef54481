import 'server-only';
import { credentials } from '#drizzle/schema/credentials';
import { checkChosenPassword } from '#lib/accounts/choose-password';
import { credentialChange } from '#lib/accounts/credential-change';
import { HashingBusy } from '#lib/accounts/password-queue';
import { hashPassword } from '#lib/accounts/passwords';
import { endCodes } from '#lib/codes/end';
import { expectRow, transaction } from '#lib/db/transaction';
import { passwordRow } from '#lib/factors/password';
import { fail, ok, type Result } from '#lib/result';
import { whileHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';

export type SetPasswordFailure = 'weak_password' | 'has_password' | 'busy';

/**
 * Gives the viewer a first password. Refused where there is one: that is changed after it was typed. The log and the
 * owner are told, and codes that wait for the mailbox end. Ask for a fresh proof before.
 */
export async function setFirstPassword(
  viewer: Viewer,
  password: string,
): Promise<Result<null, SetPasswordFailure>> {
  const { id, email } = viewer.user;
  const strength = await checkChosenPassword(password, viewer.user);
  if ('refusal' in strength) return fail('weak_password', { because: strength.refusal });
  try {
    const row = passwordRow(id, await hashPassword(password));
    const isDone = await transaction(
      whileHere(viewer),
      expectRow((tx) => tx.insert(credentials).values(row).onConflictDoNothing()),
      endCodes(email),
      await credentialChange(viewer, 'added', 'password', id),
    );
    return isDone ? ok(null) : fail('has_password');
  } catch (error) {
    if (!(error instanceof HashingBusy)) throw error;
    return fail('busy', { retryAfter: 2 });
  }
}
