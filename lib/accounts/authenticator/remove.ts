import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { findApp } from '#lib/accounts/authenticator/find';
import { credentialChange } from '#lib/accounts/credential-change';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Viewer } from '#lib/session/store';

/** Takes the viewer's app away: it is asked for no more. False when there is none. */
export async function removeAuthenticator(viewer: Viewer): Promise<boolean> {
  const app = await findApp(viewer.user.id);
  if (!app?.confirmedAt) return false;
  const isIt = and(eq(credentials.id, app.id), isNotNull(credentials.confirmedAt));
  return transaction(
    expectRow((tx) => tx.delete(credentials).where(isIt)),
    await credentialChange(viewer, 'removed', 'totp', app.id),
  );
}
