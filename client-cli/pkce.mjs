import { createHash, randomBytes } from 'node:crypto';

/** A new secret for one request: 256 bits, 43 characters. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** What is shown of the verifier beforehand: only who knows it can use the code (RFC 7636, S256). */
export const challengeOf = (verifier) => createHash('sha256').update(verifier).digest('base64url');
