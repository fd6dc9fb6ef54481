import 'server-only';
import { setImmediate as pause } from 'node:timers/promises';
import { eq, inArray, sql } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import type { Db } from '#lib/db/client';
import { prepared, textParam } from '#lib/db/prepared';
import { profileColumns } from '#lib/session/profile';

/** Sessions with their accounts, to be found by their ids. */
const withUser = (db: Db) =>
  db
    .select({
      id: sessions.id,
      secretHash: sessions.secretHash,
      isPersistent: sessions.isPersistent,
      createdAt: sessions.createdAt,
      authenticatedAt: sessions.authenticatedAt,
      amr: sessions.amr,
      lastSeenAt: sessions.lastSeenAt,
      idleSeconds: sessions.idleSeconds,
      expiresAt: sessions.expiresAt,
      clientId: sessions.clientId,
      tokenName: sessions.tokenName,
      begunIn: sessions.begunIn,
      userId: users.id,
      email: users.email,
      role: users.role,
      secondFactorDueAt: users.secondFactorDueAt,
      ...profileColumns,
      disabledAt: users.disabledAt,
      disabledUntil: users.disabledUntil,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId));

const byId = prepared((db) =>
  withUser(db)
    .where(eq(sessions.id, textParam('id')))
    .prepare(),
);

/** So many are read by one statement, which is always the same one. */
const SLICE = 50;
const NAMES = Array.from({ length: SLICE }, (_, nth) => `id${nth}`);
const byIds = prepared((db) =>
  withUser(db)
    .where(inArray(sessions.id, sql`(${sql.join(NAMES.map(textParam), sql`, `)})`))
    .prepare(),
);

export type StoredSession = Awaited<ReturnType<ReturnType<typeof byId>['execute']>>[number];

export async function rowOfSession(id: string): Promise<StoredSession | undefined> {
  const [row] = await byId().execute({ id });
  return row;
}

/** Those that there are, by their ids; between two slices others get their turn. */
export async function rowsOfSessions(ids: string[]): Promise<Map<string, StoredSession>> {
  const found = new Map<string, StoredSession>();
  for (let at = 0; at < ids.length; at += SLICE) {
    if (at > 0) await pause();
    const asked = NAMES.map((name, nth) => [name, ids[at + nth] ?? ids[at]]);
    for (const row of await byIds().execute(Object.fromEntries(asked))) found.set(row.id, row);
  }
  return found;
}
