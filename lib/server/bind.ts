import 'server-only';
import { and, count, exists, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { rootSecrets } from '#drizzle/schema/root-secrets';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { rootNames } from '#lib/crypto/keys';
import { knowsNewest } from '#lib/crypto/roots';
import { db, isShared } from '#lib/db/client';
import { countIssued } from '#lib/db/issued';
import { type Tx, transaction } from '#lib/db/transaction';
import { isStranger } from '#lib/server/nodes';
import { endIssued } from '#lib/session/end-issued';

/**
 * Binds the database to the root secrets of this start. Whatever was issued under another is ended, in one
 * transaction with an entry in the log: every session, code, token and signing key, and what is kept of the secrets
 * of programs. So a new secret alone ends everything, also in a copy that was put back; one in front ends nothing.
 * For the server that starts and nobody else: an operator who forgot to set the secret ends nothing either.
 */
export async function bindToSecrets() {
  const names = rootNames();
  const bound = await db().select().from(rootSecrets);
  const known = bound.map(({ id }) => id);
  if (isShared() && (!knowsNewest(bound, names) || (await isStranger()))) throw new Error(UNKNOWN);
  const added = names.filter((name) => !known.includes(name));
  const gone = known.filter((name) => !(names as string[]).includes(name));
  if (added.length === 0 && gone.length === 0) return;
  const isForeign = (root: Parameters<typeof notInArray>[0]) => notInArray(root, names);
  const over = await countIssued(isForeign);
  const clients = and(isForeign(oauthClients.root), isNotNull(oauthClients.secretHash));
  const programs = await db().$count(oauthClients, clients);
  const isNews = known.length > 0 || programs > 0 || Object.values(over).some((count) => count > 0);
  const moved = { came: added.length, went: gone.length };
  // One time for all: which of them is the newest is asked of every later start.
  const since = new Date();
  const detail = detailOf('secrets', { ...moved, ...over, secrets: programs });
  const event = { type: 'secret_changed', userId: null, actor: 'system', detail } as const;
  await transaction(
    // Of two servers that start at the same time one tells.
    isNews && record(event, isUnbound(names)),
    endIssued(isForeign),
    (tx) => tx.update(oauthClients).set({ secretHash: null, oldSecretHash: null }).where(clients),
    (tx) => tx.delete(rootSecrets).where(isForeign(rootSecrets.id)),
    added.map(
      (id) => (tx: Tx) => tx.insert(rootSecrets).values({ id, since }).onConflictDoNothing(),
    ),
  );
}

/**
 * Where several servers may run, one with an older secret, or another, would end what the others issue: it has to know
 * the newest that is in use, and have one in common with those that serve. With one server a new secret alone is how everything is ended.
 */
const UNKNOWN =
  'the database is in use under another SESSION_SECRET. Set it as the other servers have it; to change it, put a new one in front: SESSION_SECRET=new,old. If it is lost, stop every server and delete the rows of root_secrets and nodes: the next start ends what was issued under it.';

/** True while the database is bound to others than these. */
function isUnbound(names: string[]) {
  const those = db().select({ count: count() }).from(rootSecrets);
  const known = those.where(inArray(rootSecrets.id, names));
  return sql`(${known}) < ${names.length} or ${exists(
    db().select({ one: sql`1` }).from(rootSecrets).where(notInArray(rootSecrets.id, names)),
  )}`;
}
