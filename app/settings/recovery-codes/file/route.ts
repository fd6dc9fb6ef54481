import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { leaveNotice } from '#forms/notices';
import { findRecoveryCodes } from '#lib/accounts/recovery-codes';
import { env } from '#lib/env';
import { requireViewer } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { say } from '#texts/say';

const PAGE = '/settings/recovery-codes';
const HEADERS = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Disposition': 'attachment; filename="recovery-codes.txt"',
};

/** A person who had to sign in first comes back here, and is sent on to the page with the button. */
export async function GET() {
  await requireViewer('account:protect');
  redirect(PAGE);
}

/** The codes that a form has made a moment ago, once more, as a file. */
export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const viewer = await requireSender('account:protect', form);
  if (!(await isFreshlyAuthenticated(viewer))) redirect(`/confirm?next=${PAGE}`);
  const outcome = await findRecoveryCodes(viewer, readField(form, 'form'));
  if (!outcome.ok) {
    await leaveNotice(PAGE, 'codes-shown-before', viewer);
    redirect(PAGE);
  }
  const says = say('recoveryCodes.file', { email: viewer.user.email, site: env().host });
  return new Response([says, '', ...outcome.value, ''].join('\r\n'), { headers: HEADERS });
}
