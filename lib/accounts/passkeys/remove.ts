import 'server-only';
import { and, eq } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { credentialChange } from '#lib/accounts/credential-change';
import { findPasskey, isPasskeyOf } from '#lib/accounts/passkeys/list';
import { hasAnotherWay } from '#lib/accounts/ways/remaining';
import { expectRow, transaction } from '#lib/db/transaction';
import { PASSKEY } from '#lib/factors/passkey/factor';
import { providerNames } from '#lib/providers/stored';
import { fail, ok, type Result } from '#lib/result';
import type { Viewer } from '#lib/session/store';

export type RemovePasskeyFailure = 'not_found' | 'last_way';

/**
 * Removes one of the viewer's passkeys: it opens nothing any more, at once, and no browser is trusted any more. Never
 * the last way in: that is asked in the statement that removes it. Ask for a fresh proof before.
 */
export async function removePasskey(
  viewer: Viewer,
  id: string,
): Promise<Result<null, RemovePasskeyFailure>> {
  const isIt = and(eq(credentials.id, id), isPasskeyOf(viewer));
  const mayGo = hasAnotherWay(viewer.user.id, id, await providerNames());
  const isDone = await transaction(
    expectRow((tx) => tx.delete(credentials).where(and(isIt, mayGo))),
    await credentialChange(viewer, 'removed', PASSKEY, id),
  );
  if (isDone) return ok(null);
  return fail((await findPasskey(viewer, id)) ? 'last_way' : 'not_found');
}
