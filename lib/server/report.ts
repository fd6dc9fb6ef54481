import 'server-only';
import { log } from '#lib/observability/log';
import { currentRequest } from '#lib/request/context';
import { isSenders, isUnreadable, logBrokenRequest } from '#lib/server/broken-requests';

/**
 * Writes down an error that a page, action or endpoint ended with, under the reference that the person
 * was shown. A database that does not answer has been written down already; what never got as far as code of
 * ours is its sender's doing and no alarm.
 */
export function reportError(error: unknown) {
  const exchange = currentRequest();
  if (exchange?.answer.unavailable) return;
  if (exchange && isSenders(exchange, error)) {
    if (isUnreadable(error)) exchange.answer.isUnreadable = true;
    return logBrokenRequest(exchange.id, error);
  }
  log().error({ err: error, id: exchange?.id }, 'a page or action failed');
}
