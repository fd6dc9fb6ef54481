import 'server-only';
import { log } from '#lib/operation/log';
import { currentExchange } from '#lib/request/exchange';

/**
 * Writes down an error that a page, action or endpoint ended with, under the reference that the person
 * was shown. A database that does not answer has been written down already.
 */
export function reportError(error: unknown) {
  const exchange = currentExchange();
  if (exchange?.answer.unavailable) return;
  log().error({ err: error, id: exchange?.id }, 'a page or action failed');
}
