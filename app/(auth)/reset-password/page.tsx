import { redirect } from 'next/navigation';
import { humanTime } from '#forms/messages';
import { waitBeforeResend } from '#lib/codes/mail-code';
import { env } from '#lib/env';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { readFlow } from '#lib/session/flow';
import { DevMailbox } from '#ui/dev-mailbox';
import { Pass } from '#ui/pass';
import { ResetPasswordForms } from './form';

export default async function ResetPasswordPage() {
  const flow = await readFlow('reset');
  if (!flow) redirect('/forgot-password');
  const wait = await waitBeforeResend('reset', flow.email);
  return (
    <Pass aside={<a href="/forgot-password">Use another address</a>}>
      <ResetPasswordForms
        email={flow.email}
        isMailed={flow.isMailed}
        wait={wait > 0 ? humanTime(wait) : null}
        leastLength={env().PASSWORD_MIN_LENGTH}
      />
      {isMailCaptured() && <DevMailbox />}
    </Pass>
  );
}
