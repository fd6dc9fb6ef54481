import 'server-only';
import { and, ne, sql } from 'drizzle-orm';
import type { AdapterPayload } from 'oidc-provider';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { rootNames } from '#lib/crypto/keys';
import type { Tx } from '#lib/db/transaction';
import { isRecord, recordId, userCodeHashes } from '#lib/oauth/record-ids';

/** A token is written once; only what is still under way is written again. */
const UNDER_WAY = new Set(['Interaction', 'DeviceCode', 'Grant']);

/** The write that keeps one thing of the authorization server. */
export function storeRecord(
  kind: string,
  secret: string,
  payload: AdapterPayload,
  seconds: number,
) {
  const { jti: _, userCode, ...rest } = payload;
  const now = new Date();
  // A program's grant goes by the id of its session.
  const sessionId = kind === 'Grant' ? secret : (payload.grantId ?? null);
  const known = sql`(select id from ${oauthRecords} where ${isRecord(kind, secret)})`;
  const row = {
    id: sql<string>`coalesce(${known}, ${recordId(kind, secret)})`,
    root: rootNames()[0],
    kind,
    sessionId,
    userCodeHash: userCode ? userCodeHashes(userCode)[0] : null,
    payload: JSON.stringify(rest),
    createdAt: now,
    expiresAt: new Date(now.getTime() + seconds * 1000),
  };
  return (tx: Tx) => {
    const insert = tx.insert(oauthRecords).values(row);
    const { payload: text, expiresAt } = row;
    return UNDER_WAY.has(kind)
      ? insert.onConflictDoUpdate({ target: oauthRecords.id, set: { payload: text, expiresAt } })
      : insert.onConflictDoNothing();
  };
}

/** The write that keeps the grant of a program under the root secret of now, with the tokens it comes for. */
export const renewGrant = (sessionId: string) => (tx: Tx) =>
  tx
    .update(oauthRecords)
    .set({ id: recordId('Grant', sessionId), root: rootNames()[0] })
    .where(and(isRecord('Grant', sessionId), ne(oauthRecords.root, rootNames()[0])));
