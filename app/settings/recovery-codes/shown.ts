import 'server-only';
import { currentRequest, type RequestContext } from '#lib/request/context';
import { singleton } from '#lib/singleton';

/** What one answer shows, and the form that asked for it. */
export type ShownCodes = { codes: string[]; form: string };

const shown = () => singleton('shown-codes', () => new WeakMap<RequestContext, ShownCodes>());

/**
 * Has the page show these codes in the answer to this very request. They go nowhere else: into no address, no cookie and
 * no state of a form, and nothing has them once the answer is made.
 */
export function showCodes(codes: ShownCodes) {
  const context = currentRequest();
  if (context) shown().set(context, codes);
}

/** What this answer shows; null on any other page. */
export function shownCodes(): ShownCodes | null {
  const context = currentRequest();
  return (context && shown().get(context)) ?? null;
}
