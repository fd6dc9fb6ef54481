import 'server-only';
import { randomBytes } from 'node:crypto';
import { asc, desc, eq } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { base64, type Cost } from '#lib/accounts/hashes/hash';
import { readHash } from '#lib/accounts/stored-hash';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { singleton } from '#lib/singleton';

const SAMPLE = 500;
const EVERY_MS = 600_000;
const [SALT_BYTES, TAG_BYTES] = [16, 32];

/** The work a new hash is made with. */
export const currentCost = (): Cost => ({
  memoryCost: env().ARGON2_MEMORY_KIB,
  timeCost: env().ARGON2_TIME,
  parallelism: 1,
});

/**
 * A hash that nothing matches, for an address without an account. It asks for as much work as the hash of
 * some account does, always the same for the same address: after the parameters were raised, time would
 * otherwise tell accounts that have not signed in since from addresses that have none.
 */
export async function decoyFor(email: string): Promise<string> {
  const all = await decoys();
  const [key] = keysFor('limit');
  // In proportion, so that few addresses cost something else once the accounts do.
  const part = Number.parseInt(hashCode(key, email).slice(0, 8), 16) / 2 ** 32;
  return all[Math.floor(part * all.length)] as string;
}

/**
 * The decoys, one for each of the oldest and the newest accounts, in the order of their work. Looked for again every ten
 * minutes while people sign in: meanwhile an import may have brought hashes of another kind, or sign-ins replaced them.
 */
export function decoys(): Promise<string[]> {
  const kept = singleton('decoys', () => ({ at: Date.now(), all: makeDecoys() }));
  if (Date.now() - kept.at >= EVERY_MS) {
    kept.at = Date.now();
    // Until they are there, and when they cannot be had, those of before will do.
    void makeDecoys().then(
      (all) => {
        kept.all = Promise.resolve(all);
      },
      () => {},
    );
  }
  return kept.all;
}

async function makeDecoys(): Promise<string[]> {
  const hashes = (await sampleHashes()).flatMap((stored) => readHash(stored) ?? []);
  const made = new Map(hashes.map(({ work, decoy }) => [work, decoy()]));
  const works = hashes.map(({ work }) => work).sort();
  return works.length > 0 ? works.map((work) => made.get(work) ?? '') : [currentDecoy()];
}

function currentDecoy(): string {
  const { memoryCost, timeCost, parallelism } = currentCost();
  const [salt, tag] = [randomBytes(SALT_BYTES), randomBytes(TAG_BYTES)].map(base64);
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${tag}`;
}

/** By the id of the account, which is the order in which accounts were made; an account counts as often as it is found. */
async function sampleHashes(): Promise<string[]> {
  const some = (order: ReturnType<typeof asc>) =>
    db()
      .select({ stored: credentials.secret })
      .from(credentials)
      .where(eq(credentials.kind, 'password'))
      .orderBy(order)
      .limit(SAMPLE);
  const { handle } = credentials;
  const rows = [...(await some(asc(handle))), ...(await some(desc(handle)))];
  return rows.map(({ stored }) => stored);
}
