import 'server-only';
import { createHmac } from 'node:crypto';
import { keysFor } from '#lib/crypto/keys';

/**
 * The refresh token that comes after this one: always the same, so that two copies of a program that refresh
 * at the same moment, or one that lost the answer, go on with the same token, and still nobody but this
 * server can tell it (HMAC-SHA-256 under a key that does not lie in the database). 43 characters.
 */
export const successorOf = (refreshToken: string): string =>
  createHmac('sha256', keysFor('refresh')[0]).update(refreshToken).digest('base64url');
