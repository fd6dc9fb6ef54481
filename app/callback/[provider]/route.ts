import { takeAnswer } from '#lib/providers/answer';
import { copyPosted } from '#lib/providers/posted';
import { setResponse } from '#lib/request/context';
import { readProviderSecret } from '#lib/session/cookie';
import { getViewer } from '#lib/session/viewer';
import { arrive, comeBack } from './arrive';

type Props = { params: Promise<{ provider: string }> };

/** Open to everybody: where a provider sends people back. It does what this browser asked for, once, and nothing else. */
export async function GET(request: Request, { params }: Props) {
  setResponse({ actionStarted: true });
  const { provider } = await params;
  const [browser, viewer] = await Promise.all([readProviderSecret(), getViewer()]);
  const returned = new URL(request.url).searchParams;
  const taken = await takeAnswer(provider, returned, { browser, sessionId: viewer?.session.id });
  if (!taken || !browser) return comeBack(null, 'provider_over', viewer);
  const { about, outcome } = taken;
  if (!outcome.ok) return comeBack(about, outcome.reason, viewer);
  return arrive(about, outcome.value, browser, viewer);
}

/**
 * Open to other sites, as no other address is: a provider that posts. No cookie is read here. What it posted is copied into
 * an address of ours, which the browser asks for by itself, with its cookies.
 */
export async function POST(request: Request, { params }: Props) {
  setResponse({ actionStarted: true });
  const { provider } = await params;
  const copied = await copyPosted(provider, await request.formData().catch(() => null));
  if (!copied) return new Response(null, { status: 404 });
  return new Response(null, {
    status: 303,
    headers: { Location: `/callback/${provider}?${copied}` },
  });
}
