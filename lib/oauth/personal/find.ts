import 'server-only';
import { eq } from 'drizzle-orm';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { sessions } from '#drizzle/schema/sessions';
import { rootNames } from '#lib/crypto/keys';
import { hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { Latest } from '#lib/latest';
import { isWellFormed, PERSONAL_TOKEN } from '#lib/oauth/personal/format';
import { isRecord, recordId } from '#lib/oauth/record-ids';
import { log } from '#lib/observability/log';
import { findViewerOfToken } from '#lib/session/store';
import { singleton } from '#lib/singleton';

const REMEMBER = 10_000;

type Known = { sessionId: string; scopes: string[] };

/**
 * The viewer behind a personal access token; null when it is none, was ended, is past its end, or its account is shut. What
 * it stands for never changes and is remembered; whether it still counts, the row of its session says each time.
 */
export async function findByPersonalToken(token: string) {
  if (!isWellFormed(token)) return null;
  const remembered = singleton('personal-tokens', () => new Latest<Known>(REMEMBER));
  const name = hashSecret(token);
  const known = remembered.get(name) ?? (await read(token));
  const found = known && (await findViewerOfToken(known.sessionId));
  if (!found) {
    remembered.delete(name);
    return null;
  }
  remembered.set(name, known);
  return { ...found, scopes: new Set(known.scopes) };
}

async function read(token: string): Promise<Known | null> {
  const { sessionId, payload, root } = oauthRecords;
  const [row] = await db()
    .select({ sessionId, payload, root })
    .from(oauthRecords)
    .where(isRecord(PERSONAL_TOKEN, token))
    .limit(1);
  if (!row?.sessionId) return null;
  if (row.root !== rootNames()[0])
    keepUnderFirst(token, row.sessionId).catch((err: unknown) =>
      log().warn({ err }, 'an access token could not be kept under the new root secret'),
    );
  const { resources } = JSON.parse(row.payload) as { resources: Record<string, string> };
  return { sessionId: row.sessionId, scopes: Object.values(resources).join(' ').split(' ') };
}

/** A token that comes by while there is the root secret it was made under outlives that. */
const keepUnderFirst = (token: string, sessionId: string) =>
  transaction(
    (tx) =>
      tx
        .update(oauthRecords)
        .set({ id: recordId(PERSONAL_TOKEN, token), root: rootNames()[0] })
        .where(isRecord(PERSONAL_TOKEN, token)),
    (tx) => tx.update(sessions).set({ root: rootNames()[0] }).where(eq(sessions.id, sessionId)),
  );
