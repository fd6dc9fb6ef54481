import 'server-only';
import { hmac } from '#lib/crypto/hmac';
import { keysFor, rootNames } from '#lib/crypto/keys';

/**
 * The refresh token that comes after this one: always the same, so that two copies of a program that refresh
 * at the same moment, or one that lost the answer, go on with the same token, and still nobody but this
 * server can tell it (HMAC-SHA-256 under a key that does not lie in the database). 43 characters. `root` names the
 * secret that the used token was kept under: a new one that was put in front since makes no second successor.
 */
export function nextRefreshToken(refreshToken: string, root: string): string {
  const keys = keysFor('refresh');
  const key = keys[rootNames().indexOf(root)] ?? keys[0];
  return hmac('sha256', key, refreshToken).toString('base64url');
}

/** Whichever the next one can be. */
export const nextRefreshTokens = (refreshToken: string): string[] =>
  rootNames().map((root) => nextRefreshToken(refreshToken, root));
