import 'server-only';
import { and, count, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { signingKeys } from '#drizzle/schema/signing-keys';
import { type AuditActor, record } from '#lib/audit/record';
import { rootNames } from '#lib/crypto/keys';
import { seal, unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { expectRow, type Tx, transaction, type Write } from '#lib/db/transaction';
import { KEY_OVERLAP_SECONDS, KEY_SECONDS } from '#lib/oauth/lifetimes';
import { singleton } from '#lib/singleton';
import { isWithin, wasWithin } from '#lib/times';

/** What every token is signed with: ECDSA on P-256 (RFC 7518 3.4). No other algorithm is ever accepted. */
export const ALGORITHM = 'ES256';

type Row = typeof signingKeys.$inferInsert;

/**
 * The key pairs that count now as private JSON Web Keys, the one that signs first; makes the first one.
 * One that cannot be opened any more, because SESSION_SECRET was changed and the old one dropped, is passed
 * over, and when none is left another is made.
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
  const opened = await Promise.all(rows.map(({ privateKey }) => unseal('signing', privateKey, 0)));
  // Without the key that signs, the others only verify what was signed before.
  if (!opened[0] || rows[0]?.retiredAt) return [];
  return opened.flatMap((one) => (one ? [one['key'] as JWK] : []));
}

/**
 * Puts a new key pair in the place of the one that signs. What was signed before keeps verifying: the old public key
 * stays published for a day (`KEY_OVERLAP_SECONDS`). `dropOld` is for a key that may have got out: then nothing older
 * verifies any more, here from the next second on, and every program asks for new tokens. Answers the new `kid`.
 */
export async function rotateKeys(actor: AuditActor, { dropOld = false } = {}): Promise<string> {
  const made = await makeKey();
  await transaction(
    dropOld && ((tx: Tx) => tx.delete(signingKeys)),
    retire(isNull(signingKeys.retiredAt)),
    begin(made, actor),
  );
  return made.id;
}

/**
 * The same in the place of these keys and no others: nothing happens when somebody else has replaced them meanwhile.
 * When many processes find at the same time that a key is due, or missing, one of them makes it.
 */
async function replaceKeys(signing: Pick<Row, 'id'>[]) {
  const made = await makeKey();
  const ids = signing.map(({ id }) => id);
  await transaction(
    retire(and(inArray(signingKeys.id, ids), isNull(signingKeys.retiredAt))),
    begin(made, 'system'),
    expectRow((tx) =>
      tx
        .update(signingKeys)
        .set({ id: made.id })
        .where(and(eq(signingKeys.id, made.id), eq(howManySign(), 1))),
    ),
  );
}

const retire = (which: SQL | undefined) => (tx: Tx) =>
  tx.update(signingKeys).set({ retiredAt: new Date() }).where(which);

const begin = (made: Row, actor: AuditActor): Write => [
  (tx) => tx.delete(signingKeys).where(lt(signingKeys.retiredAt, overlapBegan())),
  (tx) => tx.insert(signingKeys).values(made),
  record({ type: 'signing_key_rotated', userId: null, actor, object: `key:${made.id}` }),
];

const howManySign = () =>
  sql`(${db().select({ count: count() }).from(signingKeys).where(isNull(signingKeys.retiredAt))})`;

/** One, or none. */
const keysThatSign = () => db().select().from(signingKeys).where(isNull(signingKeys.retiredAt));

/**
 * Puts a new key pair in the place of one that has signed for 90 days (ASVS 13.3.4), or that is sealed under an
 * older root secret than the one of now. Nothing while there is none: the first token makes it. A worker asks daily.
 */
export async function renewKey(): Promise<number> {
  const signing = await keysThatSign();
  const [signs] = signing;
  if (!signs) return 0;
  const isYoung = isWithin(signs.createdAt, KEY_SECONDS * 1000);
  if (!isYoung || signs.root !== rootNames()[0]) await replaceKeys(signing);
  return 0;
}

/** Every key that still verifies, the one that signs first; nothing secret. */
export async function listKeys() {
  return db()
    .select({
      kid: signingKeys.id,
      createdAt: signingKeys.createdAt,
      retiredAt: signingKeys.retiredAt,
    })
    .from(signingKeys)
    .where(isStillGood())
    .orderBy(...signingFirst);
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
  const key = (await importJWK(JSON.parse(jwk), ALGORITHM)) as CryptoKey;
  imported.set(jwk, key);
  return key;
}

async function makeKey(): Promise<Row> {
  const pair = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const shared = { kid, alg: ALGORITHM, use: 'sig' };
  const { d: _, ...open } = jwk;
  return {
    id: kid,
    publicKey: JSON.stringify({ ...open, ...shared }),
    privateKey: await seal('signing', { key: { ...jwk, ...shared } }, 0),
    createdAt: new Date(),
    root: rootNames()[0],
  };
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
