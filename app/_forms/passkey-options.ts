import 'server-only';
import { setResponse } from '#lib/request/context';
import type { Result } from '#lib/result';

/** The answer to a page that wants to ask its browser for a passkey: what to ask for, or that there is nothing. */
export function passkeyOptions(
  outcome: Result<object, 'too_many_attempts' | 'no_passkeys'>,
): Response {
  if (outcome.ok) return Response.json(outcome.value);
  if (outcome.reason === 'no_passkeys') return new Response(null, { status: 409 });
  const { retryAfter } = outcome;
  setResponse({ isThrottled: true, ...(retryAfter !== undefined && { retryAfter }) });
  return new Response(null, { status: 429 });
}
