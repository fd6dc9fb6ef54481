import 'server-only';
import { and, count, eq, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { db } from '#lib/db/client';
import { transaction, withRetry } from '#lib/db/transaction';
import { endClientSession, extendClientSession, recordTokenUse } from '#lib/oauth/client-session';
import { RECORD_SECONDS, RETRY_SECONDS } from '#lib/oauth/lifetimes';
import { nextRefreshToken, nextRefreshTokens } from '#lib/oauth/next-refresh-token';
import { isRecord, recordIds } from '#lib/oauth/record-ids';
import { renewGrant, storeRecord } from '#lib/oauth/store-record';
import { findViewerOfClient } from '#lib/session/store';
import { hasBeen, SLACK_MS, wasWithin } from '#lib/times';

/** Nothing came after this one in its session, under whichever key. */
const isLatest = sql`not exists (select 1 from oauth_records as later where later.session_id = oauth_records.session_id and later.kind = oauth_records.kind and later.id <> oauth_records.id and later.created_at >= oauth_records.created_at)`;

/**
 * How many rows one session of a program keeps. A used refresh token stays, so that a second use is noticed: one
 * for each ten minutes of fourteen days, and some to spare. Nobody drops the old ones by making many new ones.
 */
export const RECORDS_PER_SESSION = 2_500;

async function refuseWornOut(sessionId: string) {
  const [row] = await db()
    .select({ kept: count() })
    .from(oauthRecords)
    .where(eq(oauthRecords.sessionId, sessionId));
  if (Number(row?.kept) < RECORDS_PER_SESSION) return;
  await endClientSession(sessionId, 'refreshed too often');
  throw new errors.InvalidGrant('refreshed too often: the session has ended');
}

/**
 * The storage of oidc-provider on our tables, one object for each kind of thing. Secrets are kept as HMACs;
 * what belongs to the session of a program is gone with that session, and is refused while it sleeps past
 * its end. A one-time thing is used up in one statement: of many at the same time one gets it, the others
 * throw `invalid_grant`; where it is an authorization code, its grant is taken back from the one as well.
 */
export class OidcAdapter implements Adapter {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  async upsert(id: string, payload: AdapterPayload, seconds: number) {
    const { grantId, iiat } = payload;
    if (this.#kind === 'RefreshToken' && grantId) await refuseWornOut(grantId);
    const put = storeRecord(this.#kind, id, payload, seconds);
    const isLasting = this.#kind === 'RefreshToken';
    const letInAt = new Date(Number(iiat ?? 0) * 1000);
    const isKept = await transaction(
      grantId && !isLasting && recordTokenUse(grantId),
      grantId && isLasting && [extendClientSession(grantId, letInAt), renewGrant(grantId)],
      put,
    );
    if (!isKept) throw new errors.InvalidGrant('the session has ended');
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const isIt = isRecord(this.#kind, id);
    const [row] = await db().select().from(oauthRecords).where(isIt);
    if (!row || !this.#isOfNow(row)) return undefined;
    if (row.sessionId && !(await findViewerOfClient(row.sessionId))) return undefined;
    const payload = { ...JSON.parse(row.payload), jti: id } as AdapterPayload;
    const isUsed = row.consumedAt !== null && !(await this.#isRetry(id));
    return isUsed ? { ...payload, consumed: true } : payload;
  }

  async consume(id: string) {
    const unused = or(isNull(oauthRecords.consumedAt), this.#mayRetry(id));
    const consumedAt = sql`coalesce(${oauthRecords.consumedAt}, ${Date.now()})`;
    const used = await withRetry(() =>
      db()
        .update(oauthRecords)
        .set({ consumedAt })
        .where(and(isRecord(this.#kind, id), unused, this.#endsInTime()))
        .returning({ root: oauthRecords.root }),
    );
    if (used[0]) return this.#noteSuccessor(id, used[0].root);
    // A code that two redeem is in two hands: nobody keeps what it gave (RFC 6749 4.1.2).
    if (this.#kind === 'AuthorizationCode') await this.#takeBack(id);
    throw new errors.InvalidGrant('already used');
  }

  async destroy(id: string) {
    // It goes with the session, or not at all: without its row nobody would know that it was used.
    if (this.#kind === 'RefreshToken') return;
    if (this.#kind !== 'Grant') {
      const isIt = isRecord(this.#kind, id);
      await withRetry(() => db().delete(oauthRecords).where(isIt));
      return;
    }
    // A grant is taken back where a token is asked for because a used one was shown there.
    await endClientSession(id, Provider.ctx?.oidc.route === 'token' ? 'reuse' : 'signed out');
  }

  /** The session of the program goes, and takes everything along: see `destroy`. */
  async revokeByGrantId() {}

  /**
   * Sessions at the authorization server are not kept: the account that is asked for is that of the signed-in person.
   */
  async findByUid() {
    return undefined;
  }

  /** A person's short code is looked up by lib/oauth/device, in the session it was typed in. */
  async findByUserCode() {
    return undefined;
  }

  /** For `generateTokenId`, which is asked later in the same request and cannot look anything up. */
  #noteSuccessor(id: string, root: string) {
    if (this.#kind === 'RefreshToken' && Provider.ctx)
      Provider.ctx.state['successor'] = nextRefreshToken(id, root);
  }

  /** Not made by a clock that was ahead: it lasts no longer from now than its kind can. */
  #isOfNow({ createdAt, expiresAt }: { createdAt: Date; expiresAt: Date }): boolean {
    return hasBeen(createdAt) && expiresAt <= this.#latestEnd();
  }

  #endsInTime = () => lte(oauthRecords.expiresAt, this.#latestEnd());

  #latestEnd(): Date {
    const seconds = (RECORD_SECONDS as Record<string, number>)[this.#kind] ?? 0;
    return new Date(Date.now() + seconds * 1000 + SLACK_MS);
  }

  async #takeBack(id: string) {
    const isIt = isRecord(this.#kind, id);
    const [row] = await db().select({ of: oauthRecords.sessionId }).from(oauthRecords).where(isIt);
    if (row?.of) await endClientSession(row.of, 'reuse');
  }

  async #isRetry(id: string): Promise<boolean> {
    const found = await db()
      .select({ id: oauthRecords.id })
      .from(oauthRecords)
      .where(and(isRecord(this.#kind, id), this.#mayRetry(id)));
    return found.length > 0;
  }

  /**
   * A refresh token that was used a moment ago may be shown again while nobody has used the one that came
   * after it: the answer was lost. It gets that same one again. So does one whose use never came to an end,
   * because the disk or the process failed in the middle of it: then there is none after it.
   */
  #mayRetry(id: string): SQL | undefined {
    if (this.#kind !== 'RefreshToken') return sql`1 = 0`;
    const next = recordIds(this.#kind, ...nextRefreshTokens(id));
    const isNextUnused = sql`exists (select 1 from ${oauthRecords} as later where later.id in ${next} and later.consumed_at is null)`;
    const isLost = and(wasWithin(oauthRecords.consumedAt, RETRY_SECONDS * 1000), isNextUnused);
    return and(isNotNull(oauthRecords.consumedAt), or(isLost, isLatest));
  }
}
