import 'server-only';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { signingKeys } from '#drizzle/schema/signing-keys';
import { rootNames } from '#lib/crypto/keys';
import { seal } from '#lib/crypto/seal';
import { type Algorithm, SIGNING_ALGORITHMS } from '#lib/oauth/algorithms';

type Row = typeof signingKeys.$inferInsert;

/**
 * New key pairs, one for each algorithm, the private part sealed. That of access tokens is the younger one, and so stands
 * first in every list.
 */
export async function makeKeys(): Promise<[Row, ...Row[]]> {
  const now = Date.now();
  const [first, ...others] = SIGNING_ALGORITHMS;
  return [
    await makeKey(first, new Date(now)),
    ...(await Promise.all(others.map((alg) => makeKey(alg, new Date(now - 1))))),
  ];
}

async function makeKey(alg: Algorithm, createdAt: Date): Promise<Row> {
  const pair = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 });
  const jwk = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  const shared = { kid, alg, use: 'sig' };
  const open = await exportJWK(pair.publicKey);
  return {
    id: kid,
    publicKey: JSON.stringify({ ...open, ...shared }),
    privateKey: await seal('signing', { key: { ...jwk, ...shared } }, 0),
    createdAt,
    root: rootNames()[0],
  };
}
