import 'server-only';
import { currentRequest, type RequestContext } from '#lib/request/context';
import { singleton } from '#lib/singleton';

const shown = () => singleton('shown-token', () => new WeakMap<RequestContext, string>());

/**
 * Has the page show this token in the answer to this very request. It goes nowhere else: into no address, no cookie and
 * no state of a form, and nothing has it once the answer is made.
 */
export function showToken(token: string) {
  const context = currentRequest();
  if (context) shown().set(context, token);
}

/** What this answer shows; null on any other page. */
export function shownToken(): string | null {
  const context = currentRequest();
  return (context && shown().get(context)) ?? null;
}
