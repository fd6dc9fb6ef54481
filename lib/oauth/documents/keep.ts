import 'server-only';
import { eq, like, sql } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { insertWhere } from '#lib/db/insert-where';
import { expectRow, transaction } from '#lib/db/transaction';
import { Latest } from '#lib/latest';
import { isDocumentAddress } from '#lib/oauth/documents/address';
import { readDocument } from '#lib/oauth/documents/read';
import type { NewClient } from '#lib/oauth/new-client';
import { singleton } from '#lib/singleton';

/** So long what a document said counts, and that there was none (milliseconds). */
const KEEPS_MS = 5 * 60_000;
const REMEMBER = 1_000;
/** At most this many programs are entered by their documents; the operator removes some to make room. */
export const MOST_DOCUMENTS = 200;

type Asked = { isThere: Promise<boolean>; until: number };

/**
 * Whether the program of this address is one that the operator's hosts vouch for. It is entered as any other then, so
 * that the operator sees, shuts out and removes it; at most two hundred. The document is fetched at most once in five minutes.
 */
export function isVouchedFor(id: string): Promise<boolean> {
  if (!isDocumentAddress(id)) return Promise.resolve(false);
  const asked = singleton('client-documents', () => new Latest<Asked>(REMEMBER));
  const known = asked.get(id);
  if (known && known.until > Date.now()) return known.isThere;
  const one = { isThere: refresh(id), until: Date.now() + KEEPS_MS };
  asked.set(id, one);
  one.isThere.catch(() => {
    one.until = 0;
  });
  return one.isThere;
}

async function refresh(id: string): Promise<boolean> {
  const said = await readDocument(id);
  if (said === null) return false;
  if (said !== 'unreachable') return (await update(id, said)) || enter(id, said);
  const [row] = await db().select({ id: oauthClients.id }).from(oauthClients).where(eq(oauthClients.id, id)); // biome-ignore format: one line
  return row !== undefined;
}

const columnsOf = (said: NewClient) => ({
  name: said.name,
  redirectUris: JSON.stringify('redirectUris' in said ? said.redirectUris : []),
});

/** What it may ask for stays as it is: that is the operator's to change. */
const update = (id: string, said: NewClient): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.update(oauthClients).set(columnsOf(said)).where(eq(oauthClients.id, id))),
  );

function enter(id: string, said: NewClient): Promise<boolean> {
  const scope = 'scope' in said ? String(said.scope) : '';
  const row = { id, kind: 'native', ...columnsOf(said), scope, createdAt: new Date() };
  const entered = db()
    .select({ count: sql`count(*)` })
    .from(oauthClients)
    .where(like(oauthClients.id, 'http%'));
  const hasRoom = sql`(${entered}) < ${MOST_DOCUMENTS}`;
  const detail = detailOf('client_added', { kind: 'document' });
  const event = { type: 'client_changed', userId: null, actor: 'system' } as const;
  return transaction(
    expectRow((tx) => insertWhere(oauthClients, row, hasRoom)(tx).onConflictDoNothing()),
    record({ ...event, object: `client:${id}`, detail }),
  );
}
