import 'server-only';
import { readAccessToken } from '#lib/oauth/access-token';
import { findByPersonalToken } from '#lib/oauth/personal/find';
import { looksPersonal } from '#lib/oauth/personal/format';
import { findViewerOfClient, type Viewer } from '#lib/session/store';

/** The caller behind a token: the person it acts for, through the session of its own, and what for. */
export type Bearer = { viewer: Viewer; scopes: ReadonlySet<string>; isTouchDue: boolean };

/**
 * The viewer behind an access token for our API, or behind a personal access token; null when it is not one of ours, is expired, or when the
 * session of the program has ended, however that came: a token is refused from that moment on. Rights
 * come from the rows, the token only narrows them to its scopes.
 */
export async function findByBearer(token: string): Promise<Bearer | null> {
  if (looksPersonal(token)) return findByPersonalToken(token);
  const claims = await readAccessToken(token);
  const found = claims?.sid ? await findViewerOfClient(claims.sid) : null;
  if (!claims || !found || found.viewer.user.id !== claims.sub) return null;
  return { ...found, scopes: new Set(claims.scope.split(' ')) };
}
