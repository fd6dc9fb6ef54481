import { readField } from '#forms/form-state';
import { leaveNotice } from '#forms/notices';
import { beginAt } from '#lib/providers/begin';
import { setResponse } from '#lib/request/context';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { keepProviderSecret } from '#lib/session/cookie';

type Props = { params: Promise<{ provider: string }> };

/** Open to everybody: begins a sign-in at a provider. A link to it would sign people in by force: it is a form. */
export async function POST(request: Request, { params }: Props) {
  setResponse({ actionStarted: true });
  const { provider } = await params;
  const form = await request.formData().catch(() => null);
  const next = safeNext(readField(form, 'next'));
  const isPersistent = readField(form, 'remember') === 'on';
  const about = { provider, intent: 'sign_in', next, isPersistent, sessionId: null } as const;
  const begun = await beginAt(about, await keepProviderSecret());
  if (begun.ok) return seeOther(`/sign-in/leaving/${begun.value}`);
  await leaveNotice('/sign-in', begun.reason, null);
  return seeOther(withNext('/sign-in', next));
}

const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });
