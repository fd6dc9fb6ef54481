import { hkdfSync } from 'node:crypto';
import { hashRawSync } from '@node-rs/argon2';
import { isDrawn } from '#lib/env/root-secret';

/** Part of every key that is made of a phrase: another number makes other keys. As much as a password by default. */
const STRETCH = {
  memoryCost: 47_104,
  timeCost: 2,
  parallelism: 1,
  outputLen: 32,
  salt: Buffer.from('gatehouse/session-secret'),
};

/**
 * What all keys of a root secret are derived from. One that was drawn is taken as it is. A phrase is stretched
 * first (argon2id, 46 MiB, once a process): each cookie would else be a quick test of a guess.
 */
export const rootOf = (secret: string): Uint8Array =>
  isDrawn(secret) ? Buffer.from(secret) : hashRawSync(secret, STRETCH);

/** 256 bits for one use and no other (HKDF-SHA-256, RFC 5869). */
export const derive = (root: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', root, 'gatehouse', `gatehouse/${use}`, 32));

/** By which name rows know the root secret that they were issued under: it opens nothing and gives nothing away. */
export const rootName = (root: Uint8Array): string =>
  Buffer.from(derive(root, 'name')).toString('base64url').slice(0, 22);

type Bound = { id: string; since: Date | number };

/** Whether one of these names is the newest that a database is bound to, or it is bound to none. */
export function knowsNewest(bound: Bound[], names: string[]): boolean {
  const newest = Math.max(...bound.map(({ since }) => Number(since)));
  const isNewest = ({ id, since }: Bound) => Number(since) === newest && names.includes(id);
  return bound.length === 0 || bound.some(isNewest);
}
