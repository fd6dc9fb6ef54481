import 'server-only';
import { log } from '#lib/observability/log';
import { currentExchange } from '#lib/request/exchange';
import { isSenders, isUnreadable, noteBroken } from '#lib/server/broken';

/**
 * Writes down an error that a page, action or endpoint ended with, under the reference that the person
 * was shown. A database that does not answer has been written down already; what never got as far as code of
 * ours is its sender's doing and no alarm.
 */
export function reportError(error: unknown) {
  const exchange = currentExchange();
  if (exchange?.answer.unavailable) return;
  if (exchange && isSenders(exchange, error)) {
    if (isUnreadable(error)) exchange.answer.isUnreadable = true;
    return noteBroken(exchange.id, error);
  }
  log().error({ err: error, id: exchange?.id }, 'a page or action failed');
}
