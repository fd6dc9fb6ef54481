import { clip, log } from '#lib/observability/log';
import { mayLog } from '#lib/observability/may-log';
import { metrics } from '#lib/observability/metrics';
import type { RequestContext } from '#lib/request/context';

const PER_MINUTE = 20;

/** What Node and Next say when the other side went away in the middle. */
const GONE =
  /^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|ABORT_ERR|ERR_STREAM_DESTROYED)$/;

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  (GONE.test(String((error as NodeJS.ErrnoException).code)) ||
    /^(aborted|ResponseAborted)$/.test(error.message) ||
    /^(AbortError|ResponseAborted)$/.test(error.name));

/** What Next throws at what its router says of the page it shows, when nobody can read it. It would answer 500. */
const UNREADABLE = /^(The router state header was|Multiple router state headers were) /;

export const isUnreadable = (error: unknown): boolean =>
  error instanceof Error && UNREADABLE.test(error.message);

/**
 * Whether a failure is its sender's doing: what was sent made no sense before any code of ours began, or the
 * sender went away.
 */
export const isSenders = ({ method, answer }: RequestContext, error: unknown): boolean =>
  isGone(error) || isUnreadable(error) || (method === 'POST' && !answer.actionStarted);

/** Notes what somebody sent broken: counted each time, written twenty times a minute, never as an alarm. */
export function logBrokenRequest(id: string, error: unknown) {
  metrics().broken.inc();
  if (!mayLog('broken', PER_MINUTE)) return;
  const says = clip(error instanceof Error ? error.message : 'not an error');
  log().info({ event: 'broken_request', id, says }, 'what was sent could not be read');
}
