import 'server-only';
import { and, eq, exists, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { credentialChange } from '#lib/accounts/credential-change';
import { isPasskeyOf, PASSKEYS_PER_USER } from '#lib/accounts/passkeys/list';
import type { PasskeyProof } from '#lib/accounts/verify-passkey';
import { db } from '#lib/db/client';
import { insertWhere } from '#lib/db/insert-where';
import { expectRow, transaction } from '#lib/db/transaction';
import { type AuthMethod, bothOf } from '#lib/factors/authentication';
import { readEnrolment } from '#lib/factors/passkey/answer';
import {
  type Asked,
  endPasskeyChallenge,
  findPasskeyChallenge,
} from '#lib/factors/passkey/challenge';
import { PASSKEY } from '#lib/factors/passkey/factor';
import { passkeyName } from '#lib/factors/passkey/name';
import { passkeySite } from '#lib/factors/passkey/site';
import { userHandleFor } from '#lib/factors/passkey/user-handle';
import { amrOf, verifyEnrolment } from '#lib/factors/passkey/verify';
import { fail, ok, type Result } from '#lib/result';
import { whereEnabled } from '#lib/session/account-state';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

export type AddPasskeyFailure =
  | 'wrong_passkey'
  | 'passkey_expired'
  | 'known_passkey'
  | 'too_many_passkeys';

/**
 * Adds a passkey to the viewer's account, made for a challenge of theirs in this browser; it can be signed in with at
 * once. The owner is told by mail. Refused: one that is not verified by a finger, face or PIN, one that an account has
 * already, and the twenty-sixth. Ask for a fresh proof before. The person was verified as with any use of it, so the
 * session goes on under a new secret as one that has proven it.
 */
export async function addPasskey(
  viewer: Viewer,
  { answer, secret }: PasskeyProof,
): Promise<Result<{ id: string; ticket: Ticket }, AddPasskeyFailure>> {
  const { id: userId } = viewer.user;
  const [site, read] = [passkeySite(), readEnrolment(answer)];
  if (!site || !read) return fail('wrong_passkey');
  const asked: Asked = { purpose: 'enrol', secret: secret ?? '', userId };
  const found = await findPasskeyChallenge(read.client.challenge, asked);
  if (!found) return fail('passkey_expired');
  const end = endPasskeyChallenge(read.client.challenge, asked);
  const made = await verifyEnrolment(read, site);
  if (!made) {
    await transaction(end);
    return fail('wrong_passkey');
  }
  const [id, now] = [uuid(), new Date()];
  const row: typeof credentials.$inferInsert = {
    id,
    userId,
    kind: PASSKEY,
    handle: made.id,
    secret: made.publicKey,
    name: passkeyName(made.aaguid),
    counter: made.counter,
    userHandle: userHandleFor(userId, found.root),
    aaguid: made.aaguid,
    transports: made.transports.join(' '),
    mayBeBackedUp: made.mayBeBackedUp,
    isBackedUp: made.isBackedUp,
    host: site.host,
    createdAt: now,
    confirmedAt: now,
  };
  const amr = bothOf(viewer.session.amr as AuthMethod[], amrOf(made));
  const renewed = renewSession(viewer, { amr, authenticatedAt: now });
  const isDone = await transaction(
    end,
    expectRow((tx) =>
      insertWhere(credentials, row, mayHaveOneMore(viewer))(tx).onConflictDoNothing(),
    ),
    await credentialChange(viewer, 'added', PASSKEY, id),
    renewed.write,
  );
  return isDone ? ok({ id, ticket: renewed.ticket }) : fail(await whyNot(viewer, made.id));
}

function mayHaveOneMore(viewer: Viewer) {
  const owner = db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, viewer.user.id), whereEnabled()));
  const own = db().select({ count: sql`count(*)` }).from(credentials).where(isPasskeyOf(viewer));
  return sql`${exists(owner)} and (${own}) < ${PASSKEYS_PER_USER}`;
}

async function whyNot(viewer: Viewer, handle: string): Promise<AddPasskeyFailure> {
  const isSame = and(eq(credentials.kind, PASSKEY), eq(credentials.handle, handle));
  if ((await db().$count(credentials, isSame)) > 0) return 'known_passkey';
  const has = await db().$count(credentials, isPasskeyOf(viewer));
  return has < PASSKEYS_PER_USER ? 'passkey_expired' : 'too_many_passkeys';
}
