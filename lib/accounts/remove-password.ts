import 'server-only';
import { and } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { credentialChange } from '#lib/accounts/credential-change';
import { hasTwoWaysBeside } from '#lib/accounts/ways/remaining';
import { expectRow, transaction } from '#lib/db/transaction';
import { isPasswordOf } from '#lib/factors/password';
import { providerNames } from '#lib/providers/stored';
import { fail, ok, type Result } from '#lib/result';
import { forgetBrowsers } from '#lib/session/end';
import type { Viewer } from '#lib/session/store';

/**
 * Takes the viewer's password away. Only while two other ways in remain: that is asked in the statement that removes it,
 * so that two who remove different ways at once do not leave none. The log and the owner are told. Ask for a fresh proof
 * before.
 */
export async function removePassword(viewer: Viewer): Promise<Result<null, 'last_ways'>> {
  const { id } = viewer.user;
  const mayGo = hasTwoWaysBeside(id, await providerNames());
  const isDone = await transaction(
    expectRow((tx) => tx.delete(credentials).where(and(isPasswordOf(id), mayGo))),
    forgetBrowsers(id),
    await credentialChange(viewer, 'removed', 'password', id),
  );
  return isDone ? ok(null) : fail('last_ways');
}
