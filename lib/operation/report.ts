import 'server-only';
import { isSenders, isUnreadable, noteBroken } from '#lib/operation/broken';
import { log } from '#lib/operation/log';
import { currentExchange } from '#lib/request/exchange';

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
