import 'server-only';

import {
  BROWSER_SESSION,
  CLIENT_SESSION,
  PERSISTENT_SESSION,
  SITE_SESSION,
  STAFF_SESSION,
  TOKEN_SESSION,
  TOUCH_SECONDS,
} from '#lib/session/lifetimes';
import { hasBeen } from '#lib/times';

type Lifetime = { idleSeconds: number; absoluteSeconds: number };

type Row = {
  role: string;
  createdAt: Date;
  lastSeenAt: Date;
  idleSeconds: number;
  expiresAt: Date;
  isPersistent: boolean;
  /** The program that was let in; null for a browser. */
  clientId: string | null;
  /** What a personal access token is called; null for all else. */
  tokenName: string | null;
  /** Of a sign-in to a site: the session that it was begun in; null for all else. */
  begunIn: string | null;
};

/**
 * When a session ends without another visit, and when it ends anyhow. A visit may be written a minute late:
 * that is granted. The role is the one of now: a new administrator has a short session at once.
 * Whatever the row says of its end, it lasts no longer from its beginning than its kind can; and one that
 * began, or was used, in a time that is still to come is over.
 */
export function expiryOf(row: Row) {
  if (!hasBeen(row.createdAt) || !hasBeen(row.lastSeenAt)) return { ...OVER };
  const longest = lifetimesOf(row);
  const idle = Math.min(row.idleSeconds, ...longest.map(({ idleSeconds }) => idleSeconds));
  const ends = longest.map(
    ({ absoluteSeconds }) => absoluteSeconds * 1000 + row.createdAt.getTime(),
  );
  return {
    idleEndsAt: new Date(row.lastSeenAt.getTime() + (idle + TOUCH_SECONDS) * 1000),
    expiresAt: new Date(Math.min(row.expiresAt.getTime(), ...ends)),
  };
}

const OVER = { idleEndsAt: new Date(0), expiresAt: new Date(0) };

/**
 * A personal access token reaches nothing that staff may do, and what is known of a sign-in to a site opens nothing: they are
 * no shorter for them.
 */
function lifetimesOf({ role, isPersistent, clientId, tokenName, begunIn }: Row): Lifetime[] {
  if (tokenName !== null) return [TOKEN_SESSION];
  if (begunIn !== null) return [SITE_SESSION];
  const ofBrowser = isPersistent ? PERSISTENT_SESSION : BROWSER_SESSION;
  const itself = clientId === null ? ofBrowser : CLIENT_SESSION;
  return role === 'member' ? [itself] : [itself, STAFF_SESSION];
}
