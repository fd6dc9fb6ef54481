import 'server-only';
import { clip } from '#lib/observability/log';
import { fail, ok, type Result } from '#lib/result';

const PATIENCE_MS = 5_000;

/**
 * Gives a site a logout token (OpenID Back-Channel Logout 1.0 2.5). Taken is what it answers with 2xx within five seconds.
 * The address is the operator's, and nobody else's word leads anywhere: a redirect is a refusal, and of the answer nothing
 * but its status is read. `silent`: nothing came back, so it would take nothing else either now. `refused`: it has answered.
 */
export async function tellSite(
  uri: string,
  token: string,
): Promise<Result<null, 'silent' | 'refused'>> {
  try {
    const answer = await fetch(uri, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: String(new URLSearchParams({ logout_token: token })),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return ok(null);
    return fail('refused', { because: `it answers ${answer.status}` });
  } catch (error) {
    return fail('silent', { because: faultOf(error as Fault) });
  }
}

type Fault = Error & { cause?: { code?: string } };

const faultOf = ({ name, message, cause }: Fault) =>
  name === 'TimeoutError'
    ? `it does not answer within ${PATIENCE_MS / 1000} seconds`
    : clip(`it cannot be reached: ${cause?.code ?? message}`);
