import 'server-only';
import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { asc, desc, eq } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { type Cost, readHash } from '#lib/accounts/stored-hash';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { singleton } from '#lib/singleton';

const SAMPLE = 500;

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
  return all[Number.parseInt(hashCode(key, email).slice(0, 8), 16) % all.length] as string;
}

/** The decoys, one for each kind of work in use among the oldest and the newest accounts; made once. */
export const decoys = () => singleton('decoys', makeDecoys);

async function makeDecoys(): Promise<string[]> {
  const made = new Map<string, Promise<string>>();
  const decoyOf = (cost: Cost) => {
    const key = JSON.stringify(cost);
    const decoy = made.get(key) ?? hash(randomBytes(32), cost);
    made.set(key, decoy);
    return decoy;
  };
  const costs = (await sampleHashes()).flatMap((stored) => readHash(stored)?.cost ?? []);
  return Promise.all((costs.length > 0 ? costs : [currentCost()]).map(decoyOf));
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
