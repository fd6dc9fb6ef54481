import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { CONNECTIONS_PER_USER } from '#lib/accounts/connections/row';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/session/store';

type Whose = { user: Pick<Viewer['user'], 'id'> };

export const isOwnConnection = ({ user }: Whose, id: string) =>
  and(eq(connections.id, id), eq(connections.userId, user.id));

/** The accounts elsewhere by which the viewer signs in, the newest first. */
export const listConnections = ({ user }: Whose) =>
  db()
    .select({
      id: connections.id,
      provider: connections.provider,
      label: connections.label,
      email: connections.email,
      createdAt: connections.createdAt,
      lastUsedAt: connections.lastUsedAt,
      address: connections.address,
      userAgent: connections.userAgent,
    })
    .from(connections)
    .where(eq(connections.userId, user.id))
    .orderBy(desc(connections.createdAt), desc(connections.id))
    .limit(CONNECTIONS_PER_USER);

/** One of them; null where the viewer has none of this id. */
export async function findConnection(viewer: Whose, id: string) {
  const [found] = await db()
    .select({ id: connections.id, provider: connections.provider, label: connections.label })
    .from(connections)
    .where(isOwnConnection(viewer, id));
  return found ?? null;
}
