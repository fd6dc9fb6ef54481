import 'server-only';
import { and, desc, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { momentWithoutIndex } from '#lib/db/engine';
import { integerParam, prepared, textParam } from '#lib/db/prepared';
import { expiryOf } from '#lib/session/expiry';
import type { Viewer } from '#lib/session/store';

/** More than anybody can have: past the caps the oldest ends. */
const MOST = 1000;

const ofUser = prepared((db) =>
  db
    .select({
      id: sessions.id,
      isPersistent: sessions.isPersistent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      idleSeconds: sessions.idleSeconds,
      expiresAt: sessions.expiresAt,
      clientId: sessions.clientId,
      /** Of a personal access token; null for all else. */
      tokenName: sessions.tokenName,
      begunIn: sessions.begunIn,
      address: sessions.address,
      userAgent: sessions.userAgent,
      /** The name of the program; null for a browser and for a personal access token. */
      clientName: oauthClients.name,
    })
    .from(sessions)
    .leftJoin(oauthClients, eq(oauthClients.id, sessions.clientId))
    .where(
      and(
        eq(sessions.userId, textParam('userId')),
        gt(momentWithoutIndex(sessions.expiresAt), integerParam('now')),
        // Where a site is not told, nothing would end with it.
        or(isNull(sessions.begunIn), isNotNull(oauthClients.backchannelLogoutUri)),
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(integerParam('most'))
    .prepare(),
);

/**
 * A user's sessions that are still alive and can be ended here, newest first: also those at sites that are told when
 * theirs end. Their ids are handles, not credentials.
 */
export async function sessionsOf({ id: userId, role }: { id: string; role: string }) {
  const now = new Date();
  const rows = await ofUser().execute({ userId, now: now.getTime(), most: MOST });
  const isAlive = ({ idleEndsAt, expiresAt }: { idleEndsAt: Date; expiresAt: Date }) =>
    idleEndsAt > now && expiresAt > now;
  return rows
    .filter((row) => isAlive(expiryOf({ ...row, role })))
    .map(({ idleSeconds: _, clientId, begunIn, ...row }) => ({
      ...row,
      /** The site, where it is one at a site that people sign in to in a browser. */
      siteId: begunIn === null ? null : clientId,
    }));
}

/** The viewer's own sessions that are still alive, newest first. */
export async function listSessions(viewer: Viewer) {
  const rows = await sessionsOf(viewer.user);
  return rows.map((row) => ({ ...row, isThisOne: row.id === viewer.session.id }));
}

/**
 * The same in fewer rows: those at one site, of which there is one for each browser that somebody was signed in to it with, are
 * one row, the newest, with how many they are.
 */
export function siteBySite<Row extends { siteId: string | null }>(rows: Row[]) {
  const atSite = (id: string) => rows.filter(({ siteId }) => siteId === id);
  return rows
    .filter((row) => row.siteId === null || atSite(row.siteId)[0] === row)
    .map((row) => ({ ...row, count: row.siteId === null ? 1 : atSite(row.siteId).length }));
}

export type ListedSession = Awaited<ReturnType<typeof listSessions>>[number];

/**
 * On how many devices somebody is signed in, and how many apps and tokens may act for them, as every page counts them: what is
 * at one site is one. An app is a device, too: it is in a hand.
 */
export const countSessions = (listed: (CountedSession & { siteId: string | null })[]) => ({
  devices: siteBySite(listed.filter(isDevice)).length,
  apps: siteBySite(listed.filter((one) => !isOfBrowser(one))).length,
});

type CountedSession = Pick<ListedSession, 'clientName' | 'tokenName'>;

/** True for the session of a browser: it is that of no program and no personal access token. */
export const isOfBrowser = ({ clientName, tokenName }: CountedSession): boolean =>
  clientName === null && tokenName === null;

/** False for a personal access token, which is no device: it stands in no hand and at no place. */
export const isDevice = ({ tokenName }: Pick<ListedSession, 'tokenName'>): boolean =>
  tokenName === null;
