'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { beginAt } from '#lib/providers/begin';
import { keepProviderSecret } from '#lib/session/cookie';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

const PAGE = '/settings/connections';

/** Leads to a provider, to connect the account that is signed in to there. Only this session may go on with what comes back. */
export async function connectAction(formData: FormData) {
  const viewer = await requireSender('account:protect', formData);
  if (!(await isFreshlyAuthenticated(viewer))) redirect(`/confirm?next=${PAGE}`);
  const provider = readField(formData, 'provider');
  const { id: sessionId, isPersistent } = viewer.session;
  const about = { provider, intent: 'link', next: PAGE, isPersistent, sessionId } as const;
  const begun = await beginAt(about, await keepProviderSecret());
  if (!begun.ok) return done(PAGE, begun.reason, viewer);
  redirect(`/sign-in/leaving/${begun.value}`);
}
