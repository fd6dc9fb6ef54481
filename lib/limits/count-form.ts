import 'server-only';
import { countBrowserRequest } from '#lib/limits/forms';
import { currentRequest, setResponse } from '#lib/request/context';
import { singleton } from '#lib/singleton';

/**
 * Counts a form against its sender, once in a request and for the act that it came for: what the page asks
 * when it is shown again changes nothing. True past the limit: then the answer is 429.
 */
export function countForm(
  sender: Parameters<typeof countBrowserRequest>[0],
  act: string,
): Promise<boolean> {
  const context = currentRequest();
  if (!context) return throttle(sender, act);
  const counted = singleton('counted-forms', () => new WeakMap<object, Promise<boolean>>());
  const known = counted.get(context) ?? throttle(sender, act);
  counted.set(context, known);
  return known;
}

async function throttle(...form: Parameters<typeof countBrowserRequest>): Promise<boolean> {
  const throttled = await countBrowserRequest(...form);
  if (throttled) setResponse({ isThrottled: true, ...throttled });
  return throttled !== null;
}
