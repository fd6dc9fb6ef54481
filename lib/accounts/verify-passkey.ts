import 'server-only';
import { and, eq, exists, sql } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { prepared, textParam } from '#lib/db/prepared';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import type { Authentication } from '#lib/factors/authentication';
import { type ReadAssertion, readAssertion } from '#lib/factors/passkey/answer';
import {
  type Asked,
  endPasskeyChallenge,
  findPasskeyChallenge,
  type PasskeyPurpose,
} from '#lib/factors/passkey/challenge';
import { PASSKEY } from '#lib/factors/passkey/factor';
import { passkeySite } from '#lib/factors/passkey/site';
import {
  amrOf,
  type PasskeyFailure,
  type Signed,
  verifyAssertion,
} from '#lib/factors/passkey/verify';
import { fail, ok, type Result } from '#lib/result';
import { isDisabled, whereEnabled } from '#lib/session/account-state';

/** What a page sends: what the passkey answered, and the secret of the browser that asked for it. */
export type PasskeyProof = { answer: string; secret: string | null };

/** A key that nobody has: what an unknown passkey is compared with, so that it costs the same. */
const DECOY =
  'pQECAyYgASFYIJ4RsPwsE35EPRAf4V9HS0jzytBKzQ5nZLCfLhvTq4bxIlgg4u4Y8XAKJJ0YPNaCBzDZDobZRKVgl6MdnK0cAyQLCqI';

const byHandle = prepared((db) =>
  db
    .select({
      id: credentials.id,
      userId: users.id,
      email: users.email,
      publicKey: credentials.secret,
      userHandle: credentials.userHandle,
      counter: credentials.counter,
      mayBeBackedUp: credentials.mayBeBackedUp,
      disabledAt: users.disabledAt,
      disabledUntil: users.disabledUntil,
    })
    .from(credentials)
    .innerJoin(users, eq(users.id, credentials.userId))
    .where(and(eq(credentials.kind, PASSKEY), eq(credentials.handle, textParam('handle'))))
    .limit(1)
    .prepare(),
);

type Found = Awaited<ReturnType<ReturnType<typeof byHandle>['execute']>>[number];

/**
 * Checks what a passkey answered: the one door of every page that takes one. Whose it is the passkey says, and where
 * somebody is asked (`userId`) it has to be theirs. It is two factors in one step, because it is only taken with the
 * person verified. A challenge is spent by each answer, right or wrong; nothing can be guessed, so nothing else is
 * counted, and nobody who knows a password locks a passkey out. A passkey that is not known, and one of an account that
 * is shut, cost the same work and get the same answer; the reason tells the first apart, so that its device can forget
 * it. The write `settle` undoes the act where the challenge was used, the passkey removed or the account shut meanwhile.
 */
export async function verifyPasskey(
  { answer, secret }: PasskeyProof,
  purpose: PasskeyPurpose,
  userId: string | null = null,
): Promise<Result<Authentication & { email: string }, PasskeyFailure>> {
  const [site, read] = [passkeySite(), readAssertion(answer)];
  if (!site || !read) return fail('wrong_passkey');
  const asked: Asked = { purpose, secret: secret ?? '', userId };
  const end = endPasskeyChallenge(read.client.challenge, asked);
  if (!(await findPasskeyChallenge(read.client.challenge, asked))) return fail('passkey_expired');
  const [row] = await byHandle().execute({ handle: read.answer.id });
  const signed = await verifyAssertion(read, row?.publicKey ?? DECOY, site);
  const found = learnt(row, read, signed);
  const refused = whyNot(found, read, signed, userId);
  if (found && signed && !refused) return ok(proven(found, signed, end));
  const detail = refused || PASSKEY;
  await transaction(
    end,
    record({ type: 'authn_login_fail', userId: found?.userId ?? null, detail }),
  );
  return fail(found ? 'wrong_passkey' : 'unknown_passkey');
}

const proven = (found: Found, signed: Signed, end: Write): Authentication & { email: string } => ({
  userId: found.userId,
  email: found.email,
  amr: amrOf(signed),
  factor: PASSKEY,
  authenticatedAt: new Date(),
  settle: [end, noteBehind(found, signed), use(found, signed)],
});

/**
 * What the system that a passkey came from did not keep, its first answer here says. Whose it is, its id and its signature say
 * (WebAuthn 7.2, steps 6 and 21); that the rest stays as it is can be asked from then on.
 */
const learnt = (
  found: Found | undefined,
  { answer }: ReadAssertion,
  signed: Signed | null,
): Found | undefined =>
  found?.userHandle === '' && signed
    ? { ...found, userHandle: answer.response.userHandle, mayBeBackedUp: signed.mayBeBackedUp }
    : found;

/** What the log is told of an answer that is not taken; empty for one that is. */
function whyNot(
  found: Found | undefined,
  read: ReadAssertion,
  signed: Signed | null,
  userId: string | null,
) {
  if (!found || !signed || !isOf(found, read, signed, userId)) return PASSKEY;
  return isBehind(found, signed) && !found.mayBeBackedUp ? 'passkey_counter' : '';
}

/**
 * Whether it is the passkey of that account, which is open, and the one that was made: whether it may be on other
 * devices never changes (WebAuthn 7.2, step 19).
 */
const isOf = (found: Found, { answer }: ReadAssertion, signed: Signed, userId: string | null) =>
  answer.response.userHandle === found.userHandle &&
  signed.mayBeBackedUp === found.mayBeBackedUp &&
  (userId === null || userId === found.userId) &&
  !isDisabled(found);

/** Whether its counter did not grow. Passkeys on several devices mostly have none, and say 0. */
const isBehind = (found: Found, { counter }: Signed) =>
  (counter > 0 || found.counter > 0) && counter <= found.counter;

/** Of one that may be on several devices this is worth a note, and no refusal: each device may count for itself. */
const noteBehind = (found: Found, signed: Signed): Write =>
  isBehind(found, signed) &&
  record({
    type: 'credential_used',
    userId: found.userId,
    object: `credential:${found.id}`,
    detail: 'passkey_counter',
  });

/** The write that holds only while all that was proven is still so. */
function use(found: Found, { counter, isBackedUp }: Signed) {
  const { id, userId, publicKey, userHandle, mayBeBackedUp } = found;
  const grows = sql`${credentials.counter} < ${counter}`;
  const owner = db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), whereEnabled()));
  const isStillSo = and(
    eq(credentials.id, id),
    eq(credentials.secret, publicKey),
    mayBeBackedUp ? undefined : sql`(${grows} or (${credentials.counter} = 0 and ${counter} = 0))`,
    exists(owner),
  );
  const values = {
    counter: sql`case when ${grows} then ${counter} else ${credentials.counter} end`,
    userHandle,
    mayBeBackedUp,
    isBackedUp,
    lastUsedAt: new Date(),
  };
  return expectRow((tx) => tx.update(credentials).set(values).where(isStillSo));
}
