import 'server-only';
import { currentRequest, type RequestContext } from '#lib/request/context';
import { singleton } from '#lib/singleton';

/**
 * A secret that a page shows in the answer to the very request that made it, by its name. It goes nowhere else: into no
 * address, no cookie and no state of a form, and nothing has it once the answer is made.
 */
export function shownOnce<Shown>(name: string) {
  const all = () => singleton(`shown-${name}`, () => new WeakMap<RequestContext, Shown>());
  return {
    show(what: Shown) {
      const context = currentRequest();
      if (context) all().set(context, what);
    },
    /** What this answer shows; null on any other page. */
    read(): Shown | null {
      const context = currentRequest();
      return (context && all().get(context)) ?? null;
    },
  };
}
