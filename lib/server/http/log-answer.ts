import { clip, log } from '#lib/observability/log';
import { mayLog } from '#lib/observability/may-log';
import { metrics } from '#lib/observability/metrics';
import type { RequestContext } from '#lib/request/context';
import { isRead } from '#lib/server/http/request-rules';

/** How many lines of one kind strangers can put into the log. */
export const PER_MINUTE = 120;
/** In the log only (nginx): nobody was there any more to be answered. */
const CLIENT_GONE = 499;

export const pathOf = (url: string) => url.split('?')[0] ?? '/';

/** One log line for what went wrong or changed something; a count for everything. Never a query or body. */
export function logAnswer(context: RequestContext, sent: number | null, startedAt: number) {
  const { method, url, address } = context;
  const ms = performance.now() - startedAt;
  const status = sent ?? CLIENT_GONE;
  metrics().requests.inc({ method, status: `${Math.floor(status / 100)}xx` });
  if (!context.answer.isHeldOpen) metrics().seconds.observe(ms / 1000);
  const level = status >= 500 ? 'error' : !isRead(method) || status >= 400 ? 'info' : 'debug';
  if (!log().isLevelEnabled(level)) return;
  // Anybody can have requests refused all day; what is ours, or is done, is written each time.
  if (status >= 400 && status < 500 && !mayLog('refusals', PER_MINUTE)) return;
  log()[level](
    { id: context.id, method, path: clip(pathOf(url)), status, ms: Math.round(ms), address },
    'answered',
  );
}
