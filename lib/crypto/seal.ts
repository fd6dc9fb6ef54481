import 'server-only';
import { sealData, unsealData } from 'iron-session';
import type { Secret } from '#drizzle/columns';
import { keysFor, type Purpose } from '#lib/crypto/keys';

/**
 * Seals `data` so that only this server can read it (iron: AES-256-CBC and HMAC-SHA-256). The purpose has
 * a key of its own and is written inside as well: a seal made for one purpose never opens for another.
 * `ttlSeconds` is a second line of defence; rows decide how long something lasts. 0 means no end.
 */
export const seal = (purpose: Purpose, data: object, ttlSeconds: number): Promise<Secret> =>
  sealData({ ...data, purpose }, { password: keysFor(purpose)[0], ttl: ttlSeconds });

/** What was sealed for this purpose, or null: forged, foreign, retired, expired or for something else. */
export async function unseal(
  purpose: Purpose,
  sealed: string,
  ttlSeconds: number,
): Promise<Record<string, unknown> | null> {
  for (const password of keysFor(purpose)) {
    const data = await unsealData<Record<string, unknown>>(sealed, { password, ttl: ttlSeconds });
    if (data['purpose'] === purpose) return data;
  }
  return null;
}
