import { createHash, randomBytes } from 'node:crypto';

/** A verifier of RFC 7636, and its challenge by S256. */
export function newPkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
