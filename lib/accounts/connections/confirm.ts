import 'server-only';
import { and, eq } from 'drizzle-orm';
import { connections } from '#drizzle/schema/connections';
import { listConnections } from '#lib/accounts/connections/list';
import { isConnectionOf, usedNow } from '#lib/accounts/connections/row';
import { record } from '#lib/audit/record';
import { expectRow, transaction } from '#lib/db/transaction';
import { type AuthMethod, BY_PROVIDER, bothOf } from '#lib/factors/authentication';
import { factorsOf } from '#lib/factors/verify-factor';
import type { Identity } from '#lib/providers/answer';
import { PROVEN_ANEW_SECONDS } from '#lib/providers/begin';
import { KINDS } from '#lib/providers/kinds/list';
import { listProviders, type Provider } from '#lib/providers/stored';
import { fail, ok, type Result } from '#lib/result';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { isWithin } from '#lib/times';

/** How old the proof may be that comes back: what was asked, and half a minute between two clocks. */
const FRESH_MS = (PROVEN_ANEW_SECONDS + 30) * 1000;

/**
 * By which of the viewer's accounts elsewhere they can prove again who they are: those of providers that ask anew. None where
 * the account asks for a factor of its own.
 */
export async function providersToConfirm(viewer: Viewer): Promise<Provider[]> {
  const [mine, all, factors] = await Promise.all([
    listConnections(viewer),
    listProviders(),
    factorsOf(viewer.user.id),
  ]);
  const held = new Set(mine.map(({ provider }) => provider));
  const isFit = ({ name, kind }: Provider) => held.has(name) && KINDS[kind].provesAnew;
  return factors.length > 0 ? [] : all.filter(isFit);
}

/**
 * Proves again that the viewer is who they are, by an account elsewhere that is connected with theirs: only where the provider
 * says that they proved it just now (`auth_time`), and where the account asks for no factor of its own. The session goes on
 * under a new secret and counts as proven.
 */
export async function confirmByProvider(
  viewer: Viewer,
  identity: Identity,
): Promise<Result<Ticket, 'not_proven'>> {
  const { id: userId } = viewer.user;
  const at = new Date((identity.authTime ?? 0) * 1000);
  if (!isWithin(at, FRESH_MS) || (await factorsOf(userId)).length > 0) return fail('not_proven');
  const isTheirs = and(isConnectionOf(identity), eq(connections.userId, userId));
  const amr = bothOf(viewer.session.amr as AuthMethod[], BY_PROVIDER);
  const renewed = renewSession(viewer, { amr, authenticatedAt: at });
  const isDone = await transaction(
    expectRow((tx) => tx.update(connections).set(usedNow(identity)).where(isTheirs)),
    renewed.write,
    record({ type: 'authn_confirmed', userId }),
  );
  return isDone ? ok(renewed.ticket) : fail('not_proven');
}
