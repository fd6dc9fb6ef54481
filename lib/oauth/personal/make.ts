import 'server-only';
import { and, eq, exists, sql } from 'drizzle-orm';
import { v7 as uuid, validate } from 'uuid';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { record } from '#lib/audit/record';
import { rootNames } from '#lib/crypto/keys';
import { hashSecret, randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { once } from '#lib/limits/once';
import { post } from '#lib/mail/outbox';
import { apiAudience } from '#lib/oauth/access-token';
import { RETRY_SECONDS } from '#lib/oauth/lifetimes';
import { personalTokenByForm } from '#lib/oauth/limits';
import { isTokenOf } from '#lib/oauth/personal/end';
import type { TokenWish } from '#lib/oauth/personal/fields';
import { PERSONAL_TOKEN, tokenOf } from '#lib/oauth/personal/format';
import { tokenMadeMail } from '#lib/oauth/personal/mail';
import { isRecord } from '#lib/oauth/record-ids';
import { storeRecord } from '#lib/oauth/store-record';
import { currentClient } from '#lib/request/client';
import { fail, ok, type Result } from '#lib/result';
import { whereEnabled } from '#lib/session/account-state';
import { isHere } from '#lib/session/here';
import { TOKENS_PER_USER, TOUCH_SECONDS } from '#lib/session/lifetimes';
import { addSession, type Viewer } from '#lib/session/store';
import { wasWithin } from '#lib/times';

export type MakeTokenFailure = 'no_scope' | 'shown_before' | 'too_many_tokens';

/**
 * Makes a personal access token (RFC 6750) for the viewer: a session that no cookie opens, with a name, scopes and an end.
 * The value is the token, which is kept as its HMAC only. Ask for a fresh proof before. A form makes one; sent again within ten
 * seconds, as by a double click, it answers the same. The owner is mailed. Refused without a scope, and past fifty.
 */
export async function makePersonalToken(
  viewer: Viewer,
  wish: TokenWish,
  form: string,
): Promise<Result<string, MakeTokenFailure>> {
  if (wish.scopes.length === 0) return fail('no_scope');
  if (!validate(form)) return fail('shown_before');
  const { user } = viewer;
  const token = tokenOf(user.id, form);
  const row = sessionFor(viewer, wish);
  const payload = { grantId: row.id, resources: { [apiAudience()]: wish.scopes.join(' ') } };
  const event = {
    type: 'credential_added',
    userId: user.id,
    sessionId: viewer.session.id,
  } as const;
  const isDone = await transaction(
    whileSignedIn(viewer),
    expectRow(once([personalTokenByForm, form]).use),
    addSession(row, hasRoom(user.id)),
    storeRecord(PERSONAL_TOKEN, token, payload, wish.days * DAY_SECONDS),
    record({ ...event, object: `credential:${row.id}`, detail: 'personal_token' }),
    await post(user.email, tokenMadeMail(wish)),
  );
  if (isDone) return ok(token);
  if (await wasMadeJustNow(token)) return ok(token);
  const held = await db().$count(sessions, isTokenOf(user.id));
  return fail(held < TOKENS_PER_USER ? 'shown_before' : 'too_many_tokens');
}

const DAY_SECONDS = 24 * 3600;

function sessionFor({ user, session }: Viewer, { name, days }: TokenWish) {
  const now = new Date();
  const seconds = days * DAY_SECONDS;
  return {
    id: uuid(),
    userId: user.id,
    tokenName: name,
    // No cookie opens it: nobody ever knew this secret.
    secretHash: hashSecret(randomSecret()),
    root: rootNames()[0],
    isPersistent: true,
    // It was made by somebody who had proven this.
    amr: session.amr.join(' '),
    createdAt: now,
    // Before that, so that its first use is noted, and a token without one is told by that.
    lastSeenAt: new Date(now.getTime() - 2 * TOUCH_SECONDS * 1000),
    idleSeconds: seconds + 2 * TOUCH_SECONDS,
    expiresAt: new Date(now.getTime() + seconds * 1000),
    ...currentClient(),
  };
}

/** The write that changes nothing, and makes those that come at once wait for one another: the account is open, and the session there. */
function whileSignedIn(viewer: Viewer) {
  const here = db().select({ id: sessions.id }).from(sessions).where(isHere(viewer));
  const isIt = and(eq(users.id, viewer.user.id), whereEnabled(), exists(here));
  return expectRow((tx) => tx.update(users).set({ id: users.id }).where(isIt));
}

function hasRoom(userId: string) {
  const own = db().select({ count: sql`count(*)` }).from(sessions).where(isTokenOf(userId));
  return sql`(${own}) < ${TOKENS_PER_USER}`;
}

/** The same form at the same moment: whoever has it was shown this token, or waits for it. */
async function wasMadeJustNow(token: string): Promise<boolean> {
  const [row] = await db()
    .select({ id: oauthRecords.id })
    .from(oauthRecords)
    .where(
      and(isRecord(PERSONAL_TOKEN, token), wasWithin(oauthRecords.createdAt, RETRY_SECONDS * 1000)),
    )
    .limit(1);
  return row !== undefined;
}
