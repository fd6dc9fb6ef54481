import { redirect } from 'next/navigation';
import { humanTime } from '#forms/messages';
import { waitForMail } from '#lib/codes/mail-budget';
import { env } from '#lib/env';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { knownBrowser } from '#lib/session/browser';
import { readFlow } from '#lib/session/flow';
import { DevMailbox } from '#ui/dev-mailbox';
import { Pass } from '#ui/pass';
import { ResetPasswordForms } from './form';

export default async function ResetPasswordPage() {
  const flow = await readFlow('reset');
  if (!flow) redirect('/forgot-password');
  const browser = await knownBrowser(flow.email);
  const wait = await waitForMail({ purpose: 'reset', email: flow.email, browser });
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
