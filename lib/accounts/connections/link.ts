import 'server-only';
import { eq } from 'drizzle-orm';
import type { Secret } from '#drizzle/columns';
import { connections } from '#drizzle/schema/connections';
import {
  CONNECTIONS_PER_USER,
  connectionRow,
  insertConnection,
  isConnectionOf,
  mayHaveOneMore,
} from '#lib/accounts/connections/row';
import { credentialChange } from '#lib/accounts/credential-change';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import type { Identity } from '#lib/providers/answer';
import { endAnswered, findAnswered } from '#lib/providers/flow';
import { fail, ok, type Result } from '#lib/result';
import type { Viewer } from '#lib/session/store';

export type LinkFailure = 'flow_over' | 'known_connection' | 'too_many_connections';

/** Who a provider says is in this browser; null when that is over, or was asked by another session. */
export async function findIdentity(
  id: string,
  browser: Secret | null,
  sessionId: string | null,
): Promise<{ identity: Identity; next: string } | null> {
  const found = await findAnswered(id, browser, sessionId);
  const identity = found?.payload['identity'] as Identity | undefined;
  return found && identity ? { identity, next: found.next } : null;
}

/**
 * Connects an account elsewhere, which a provider has named to this browser, with the viewer's own: they sign in with it from
 * now on. The owner is told by mail. Refused: one that belongs to an account already, and the twenty-sixth. Ask for a fresh
 * proof before, and show what is connected: that somebody is signed in says nothing of whom the provider named.
 */
export async function linkConnection(
  viewer: Viewer,
  id: string,
  browser: Secret | null,
): Promise<Result<{ id: string; next: string }, LinkFailure>> {
  const { user, session } = viewer;
  const found = await findIdentity(id, browser, session.id);
  if (!found || !browser) return fail('flow_over');
  const row = connectionRow(user.id, found.identity);
  const isDone = await transaction(
    endAnswered(id, browser, session.id),
    insertConnection(row, mayHaveOneMore(user.id)),
    await credentialChange(viewer, 'added', 'connection', row.id),
  );
  return isDone ? ok({ id: row.id, next: found.next }) : fail(await whyNot(viewer, found.identity));
}

async function whyNot({ user }: Viewer, identity: Identity): Promise<LinkFailure> {
  if ((await db().$count(connections, isConnectionOf(identity))) > 0) return 'known_connection';
  const has = await db().$count(connections, eq(connections.userId, user.id));
  return has < CONNECTIONS_PER_USER ? 'flow_over' : 'too_many_connections';
}
