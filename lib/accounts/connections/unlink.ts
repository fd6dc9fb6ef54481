import 'server-only';
import { and } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { findConnection, isOwnConnection } from '#lib/accounts/connections/list';
import { credentialChange } from '#lib/accounts/credential-change';
import { hasAnotherWayThanConnection } from '#lib/accounts/ways/remaining';
import { expectRow, transaction } from '#lib/db/transaction';
import { providerNames } from '#lib/providers/stored';
import { fail, ok, type Result } from '#lib/result';
import type { Viewer } from '#lib/session/store';

export type UnlinkFailure = 'not_found' | 'last_way';

/**
 * Removes one of the viewer's connections: that account elsewhere signs nobody in any more, at once, and no browser is trusted
 * any more. Never the last way in: every way is counted in the statement that removes it. Ask for a fresh proof before.
 */
export async function removeConnection(
  viewer: Viewer,
  id: string,
): Promise<Result<null, UnlinkFailure>> {
  const mayGo = hasAnotherWayThanConnection(viewer.user.id, id, await providerNames());
  const isDone = await transaction(
    expectRow((tx) => tx.delete(connections).where(and(isOwnConnection(viewer, id), mayGo))),
    await credentialChange(viewer, 'removed', 'connection', id),
  );
  if (isDone) return ok(null);
  return fail((await findConnection(viewer, id)) ? 'last_way' : 'not_found');
}
