import { readField } from '#forms/form-state';
import { logOutByProvider } from '#lib/accounts/connections/log-out';
import { setResponse } from '#lib/request/context';

type Props = { params: Promise<{ provider: string }> };

/** Open to programs: where a provider says of whom it has signed out (OpenID Connect Back-Channel Logout 1.0 2.5, 2.8). */
export async function POST(request: Request, { params }: Props) {
  setResponse({ actionStarted: true });
  const { provider } = await params;
  const form = await request.formData().catch(() => null);
  const outcome = await logOutByProvider(provider, readField(form, 'logout_token'));
  if (outcome.ok) return new Response(null, { status: 200 });
  if (outcome.reason === 'bad_logout_token')
    return Response.json({ error: 'invalid_request' }, { status: 400 });
  const headers = { 'Retry-After': String(outcome.retryAfter) };
  return Response.json({ error: 'temporarily_unavailable' }, { status: 429, headers });
}
