import 'server-only';
import { and, count, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { type AuditActor, record } from '#lib/audit/record';
import { rootNames } from '#lib/crypto/keys';
import { unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { expectRow, type Tx, transaction, type Write } from '#lib/db/transaction';
import { SIGNING_ALGORITHMS } from '#lib/oauth/algorithms';
import { KEY_OVERLAP_SECONDS, KEY_SECONDS } from '#lib/oauth/lifetimes';
import { makeKeys } from '#lib/oauth/make-keys';
import { singleton } from '#lib/singleton';
import { isWithin, wasWithin } from '#lib/times';

type Row = typeof signingKeys.$inferInsert;

/**
 * The key pairs that count now as private JSON Web Keys, those that sign first, of which that of access tokens is the
 * first; makes them where there are none. One that cannot be opened any more, because SESSION_SECRET was changed and the
 * old one dropped, is passed over, and when one of those that sign is missing, others are made in their place.
 */
export async function privateKeys(): Promise<JWK[]> {
  const signing = await keysThatSign();
  const keys = await openKeys();
  if (keys.length > 0) return keys;
  await replaceKeys(signing);
  return openKeys();
}

async function openKeys(): Promise<JWK[]> {
  const rows = await db()
    .select()
    .from(signingKeys)
    .where(and(isOurs(), isStillGood()))
    .orderBy(...signingFirst);
  const opened = await Promise.all(
    rows.map(async ({ privateKey, retiredAt }) => {
      const key = (await unseal('signing', privateKey, 0))?.['key'] as JWK | undefined;
      return key ? [{ key, signs: retiredAt === null }] : [];
    }),
  );
  const keys = opened.flat();
  const isComplete = SIGNING_ALGORITHMS.every((alg) =>
    keys.some(({ key, signs }) => signs && key.alg === alg),
  );
  // Without those that sign, the others only verify what was signed before.
  return isComplete ? keys.map(({ key }) => key) : [];
}

/**
 * Puts new key pairs in the place of those that sign. What was signed before keeps verifying: the old public keys
 * stay published for a day (`KEY_OVERLAP_SECONDS`). `dropOld` is for keys that may have got out: then nothing older
 * verifies any more, here from the next second on, and every program asks for new tokens. Answers the `kid` of the key
 * that signs access tokens from now on.
 */
export async function rotateKeys(actor: AuditActor, { dropOld = false } = {}): Promise<string> {
  const made = await makeKeys();
  await transaction(
    dropOld && ((tx: Tx) => tx.delete(signingKeys)),
    retire(isNull(signingKeys.retiredAt)),
    begin(made, actor),
  );
  return made[0].id;
}

/**
 * The same in the place of these keys and no others: nothing happens when somebody else has replaced them meanwhile.
 * When many processes find at the same time that keys are due, or missing, one of them makes them.
 */
async function replaceKeys(signing: Pick<Row, 'id'>[]) {
  const made = await makeKeys();
  const ids = signing.map(({ id }) => id);
  await transaction(
    retire(and(inArray(signingKeys.id, ids), isNull(signingKeys.retiredAt))),
    begin(made, 'system'),
    expectRow((tx) =>
      tx
        .update(signingKeys)
        .set({ id: made[0].id })
        .where(and(eq(signingKeys.id, made[0].id), eq(howManySign(), SIGNING_ALGORITHMS.length))),
    ),
  );
}

const retire = (which: SQL | undefined) => (tx: Tx) =>
  tx.update(signingKeys).set({ retiredAt: new Date() }).where(which);

const begin = (made: Row[], actor: AuditActor): Write => [
  (tx) => tx.delete(signingKeys).where(lt(signingKeys.retiredAt, overlapBegan())),
  (tx) => tx.insert(signingKeys).values(made),
  ...made.map(({ id }) =>
    record({ type: 'signing_key_rotated', userId: null, actor, object: `key:${id}` }),
  ),
];

const howManySign = () =>
  sql`(${db().select({ count: count() }).from(signingKeys).where(isNull(signingKeys.retiredAt))})`;

/** One for each algorithm, or none. */
const keysThatSign = () => db().select().from(signingKeys).where(isNull(signingKeys.retiredAt));

/**
 * Puts new key pairs in the place of those that have signed for 90 days (ASVS 13.3.4), or that are sealed under an
 * older root secret than the one of now. Nothing while there are none: the first token makes them. A worker asks daily.
 */
export async function renewKey(): Promise<number> {
  const signing = await keysThatSign();
  const isDue = ({ createdAt, root }: (typeof signing)[number]) =>
    !isWithin(createdAt, KEY_SECONDS * 1000) || root !== rootNames()[0];
  if (signing.some(isDue)) await replaceKeys(signing);
  return 0;
}

/** Every key that still verifies, those that sign first; nothing secret. */
export async function listKeys() {
  const { id: kid, publicKey: open, createdAt, retiredAt } = signingKeys;
  const rows = await db()
    .select({ kid, open, createdAt, retiredAt })
    .from(signingKeys)
    .where(isStillGood())
    .orderBy(...signingFirst);
  return rows.map(({ open: jwk, ...row }) => ({ ...row, alg: String(JSON.parse(jwk).alg) }));
}

const FRESH_MS = 1_000;

/** The public keys that still verify by their `kid`, as they were a second ago at most; anew for one not among them. */
async function goodKeys(kid: string): Promise<ReadonlyMap<string, string>> {
  const shelf = singleton('known-keys', () => ({
    keys: new Map<string, string>(),
    readAt: -FRESH_MS,
    of: '',
  }));
  const askedAt = performance.now();
  const of = rootNames().join();
  if (shelf.of === of && askedAt - shelf.readAt <= FRESH_MS && shelf.keys.has(kid))
    return shelf.keys;
  const { id, publicKey } = signingKeys;
  const rows = await db()
    .select({ id, publicKey })
    .from(signingKeys)
    .where(and(isOurs(), isStillGood()));
  const keys = new Map(rows.map((row) => [row.id, row.publicKey]));
  // What was asked for later counts, whichever comes first.
  if (askedAt >= shelf.readAt) Object.assign(shelf, { keys, readAt: askedAt, of });
  return keys;
}

/** Whether what a key has signed is still good: asked for at every request. A dropped key is, for a second. */
export const isKnownKey = async (kid: string): Promise<boolean> => (await goodKeys(kid)).has(kid);

/** The public key that a token names as its own, or null: none of ours, or retired too long ago. */
export async function publicKey(kid: string): Promise<CryptoKey | null> {
  const jwk = (await goodKeys(kid)).get(kid);
  if (!jwk) return null;
  const imported = singleton('public-keys', () => new Map<string, CryptoKey>());
  const known = imported.get(jwk);
  if (known) return known;
  const open = JSON.parse(jwk) as JWK;
  const key = (await importJWK(open, String(open.alg))) as CryptoKey;
  imported.set(jwk, key);
  return key;
}

const overlapBegan = () => new Date(Date.now() - KEY_OVERLAP_SECONDS * 1000);
const signingFirst = [desc(isNull(signingKeys.retiredAt)), desc(signingKeys.createdAt)];
const isStillGood = () =>
  or(isNull(signingKeys.retiredAt), wasWithin(signingKeys.retiredAt, KEY_OVERLAP_SECONDS * 1000));
/**
 * What lay sealed under a root secret that we do not know verifies nothing: anybody who has that secret can have
 * signed.
 */
const isOurs = () => inArray(signingKeys.root, rootNames());
