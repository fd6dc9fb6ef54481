import 'server-only';
import type { Secret } from '#drizzle/columns';
import { fetchPublic } from '#lib/providers/fetch';
import { fail, ok, type Result } from '#lib/result';
import { signed } from '#lib/webhooks/secret';

const PATIENCE_MS = 5_000;

/** What is told: its id is the same each time it is. */
export type Message = { id: string; type: string; at: Date; data: Record<string, unknown> };

/**
 * Posts it, signed, to a public host by https, without following redirects, in five seconds; on a development machine to the
 * machine itself as well. Taken is what is answered by 2xx. `silent` where nothing answers, or that it cannot now (429, 5xx);
 * `refused` where something else.
 */
export async function sendMessage(
  url: string,
  secret: Secret,
  { id, type, at, data }: Message,
): Promise<Result<null, 'silent' | 'refused'>> {
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...signed(secret, id, Date.now(), body),
  };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { status } = await fetchPublic(url, { method: 'POST', headers, body, signal });
    const isTaken = status >= 200 && status < 300;
    if (isTaken) return ok(null);
    const isAway = status === 429 || status >= 500;
    return fail(isAway ? 'silent' : 'refused', { because: `it answers ${status}` });
  } catch (error) {
    return fail('silent', { because: reasonOf(error) });
  }
}

function reasonOf(error: unknown): string {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name === 'TimeoutError' || name === 'AbortError')
    return 'it does not answer within 5 seconds';
  return `it cannot be reached: ${code ?? String(message).slice(0, 100)}`;
}
