import { redirect } from 'next/navigation';
import { humanTime } from '#forms/messages';
import { waitForMail } from '#lib/codes/mail-budget';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { readFlow } from '#lib/session/flow';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { DevMailbox } from '#ui/dev-mailbox';
import { VerifyEmailForms } from './form';

export default async function VerifyEmailPage() {
  const viewer = await requireViewer('account:secure');
  const flow = await readFlow('change-email');
  if (!flow) redirect('/settings/email');
  const wait = await waitForMail({ purpose: 'change-email', email: flow.email, browser: null });
  return (
    <AccountShell viewer={viewer} at="/settings/email">
      <section className="card stack">
        <VerifyEmailForms
          email={flow.email}
          isMailed={flow.isMailed}
          wait={wait > 0 ? humanTime(wait) : null}
        />
        {isMailCaptured() && <DevMailbox />}
      </section>
    </AccountShell>
  );
}
