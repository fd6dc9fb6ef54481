import 'server-only';
import type { Detail } from '#lib/audit/detail';
import { type AuditActor, record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { transactionRelaxed } from '#lib/db/transaction';
import { eventByAccount, eventByAll, eventByNetwork } from '#lib/limits/limits';
import { take } from '#lib/limits/take';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';
import { type Client, currentClient, networkOf } from '#lib/request/client';

type Event = {
  type: AuditType;
  /** Whose account it is about; null when nobody’s. */
  userId?: string | null;
  /** What the bound is counted by besides the network, where it is not the account: an address that has none. */
  about?: string;
  actor?: AuditActor;
  object?: string;
  detail?: Detail;
  result?: 'success' | 'failure';
  client?: Client;
};

/**
 * Enters into the audit log what anybody can cause, such as a wrong code. Bounded for each type of event: by network,
 * and by account or address or, about neither, in all; what goes beyond is one entry of the limit. So no stranger fills the
 * log, and a flood from one network or at one account hides nothing of another's. Never throws: the answer to the
 * request does not depend on it.
 */
export async function recordBounded({
  client = currentClient(),
  userId = null,
  about = userId ?? '',
  ...event
}: Event) {
  const { type } = event;
  try {
    const throttled = await take([
      [eventByNetwork, `${type} ${networkOf(client.address)}`],
      about ? [eventByAccount, `${type} ${about}`] : [eventByAll, type],
    ]);
    if (throttled) return void metrics().securityEvents.inc({ type });
    await transactionRelaxed(record({ ...event, userId, client }));
  } catch (error) {
    log().warn({ err: error, type }, 'an event could not be entered into the audit log');
  }
}
