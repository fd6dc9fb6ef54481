import 'server-only';
import { isNull } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { credentials } from '#drizzle/schema/credentials';
import { findApp } from '#lib/accounts/authenticator/find';
import { expectRow, transaction } from '#lib/db/transaction';
import { TOTP } from '#lib/factors/totp/factor';
import { keyUri, newKey, openKey, sealKey, typedKey } from '#lib/factors/totp/key';
import { whileHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';

/** What an app is given, as people type it and as a picture says it: for one page, and for nobody but its reader. */
export type GivenKey = { typed: string; uri: string };

/**
 * A new key for an app of the viewer, in the place of one that was begun before and never confirmed: what was shown
 * earlier opens nothing. Until a first code confirms it, it proves nothing. Null where they have an app.
 */
export async function beginAuthenticator({ user, session }: Viewer): Promise<GivenKey | null> {
  const key = newKey();
  const begun = { secret: await sealKey(key, user.id), createdAt: new Date() };
  const row = { id: uuid(), userId: user.id, kind: TOTP, handle: user.id, ...begun };
  const isDone = await transaction(
    whileHere({ session }),
    expectRow((tx) =>
      tx
        .insert(credentials)
        .values(row)
        .onConflictDoUpdate({
          target: [credentials.kind, credentials.handle],
          set: { ...begun, id: row.id },
          setWhere: isNull(credentials.confirmedAt),
        }),
    ),
  );
  return isDone ? given(key, user.email) : null;
}

/** The key that was begun, where its page is shown again because something about the form was wrong. */
export async function begunAuthenticator({ user }: Viewer): Promise<GivenKey | null> {
  const app = await findApp(user.id);
  const key = app && !app.confirmedAt ? await openKey(app.secret, user.id) : null;
  return key && given(key, user.email);
}

const given = (key: Uint8Array, email: string): GivenKey => ({
  typed: typedKey(key),
  uri: keyUri(key, email),
});
