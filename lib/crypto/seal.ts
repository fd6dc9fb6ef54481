import 'server-only';
import { sealData, unsealData } from 'iron-session';
import type { Secret } from '#drizzle/columns';
import { keysFor, type Purpose } from '#lib/crypto/keys';
import { SLACK_MS } from '#lib/times';

/**
 * Seals `data` so that only this server can read it (iron: AES-256-CBC and HMAC-SHA-256). The purpose has
 * a key of its own and is written inside as well: a seal made for one purpose never opens for another.
 * `ttlSeconds` is a second line of defence; rows decide how long something lasts. 0 means no end. A seal of a
 * clock that was ahead ends later than any made now can: it does not open either.
 */
export const seal = (purpose: Purpose, data: object, ttlSeconds: number): Promise<Secret> =>
  sealData({ ...data, purpose }, { password: withKey(keysFor(purpose)[0]), ttl: ttlSeconds });

/** What was sealed for this purpose, or null: forged, foreign, retired, expired or for something else. */
export async function unseal(
  purpose: Purpose,
  sealed: string,
  ttlSeconds: number,
): Promise<Record<string, unknown> | null> {
  if (!isAsMade(sealed) || !endsInTime(sealed, ttlSeconds)) return null;
  for (const key of keysFor(purpose)) {
    const password = withKey(key);
    const data = await unsealData<Record<string, unknown>>(sealed, { password, ttl: ttlSeconds });
    if (data['purpose'] === purpose) return data;
  }
  return null;
}

/** iron takes 32 bytes as the key itself; of a text it would make one with PBKDF2 and SHA-1. Its types know only texts. */
const withKey = (key: Uint8Array) => ({ 1: key }) as unknown as Record<string, string>;

/**
 * The MAC does not cover itself, a salt that a key of bytes has none of, and the mark at the end. Nothing may stand
 * there but what we put there, so that one seal has one spelling.
 */
function isAsMade(sealed: string): boolean {
  const [, mac] = sealed.match(/^Fe26\.2\*1\*\*[\w-]{22}\*[\w-]+\*\d*\*\*([\w-]{43})~2$/) ?? [];
  return mac !== undefined && Buffer.from(mac, 'base64url').toString('base64url') === mac;
}

/** The end of a seal, in milliseconds, stands in it under the MAC; empty when it has none. */
function endsInTime(sealed: string, ttlSeconds: number): boolean {
  const end = sealed.split('*')[5] ?? '';
  if (ttlSeconds === 0) return true;
  return end !== '' && Number(end) <= Date.now() + ttlSeconds * 1000 + SLACK_MS;
}
