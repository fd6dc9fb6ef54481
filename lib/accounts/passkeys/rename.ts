import 'server-only';
import { and, eq } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { credentialChange } from '#lib/accounts/credential-change';
import { isPasskeyOf } from '#lib/accounts/passkeys/list';
import { expectRow, transaction } from '#lib/db/transaction';
import { PASSKEY } from '#lib/factors/passkey/factor';
import type { Viewer } from '#lib/session/store';

/** Gives one of the viewer's passkeys another name. False where they have none of this id. Ask for a fresh proof before. */
export async function renamePasskey(viewer: Viewer, id: string, name: string): Promise<boolean> {
  const isIt = and(eq(credentials.id, id), isPasskeyOf(viewer));
  return transaction(
    expectRow((tx) => tx.update(credentials).set({ name }).where(isIt)),
    await credentialChange(viewer, 'renamed', PASSKEY, id),
  );
}
