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
  const context = currentRequest();
  if (context?.answer.unavailable) return;
  if (context && isSenders(context, error)) {
    if (isUnreadable(error)) context.answer.isUnreadable = true;
    return logBrokenRequest(context.id, error);
  }
  log().error({ err: error, id: context?.id }, 'a page or action failed');
}
