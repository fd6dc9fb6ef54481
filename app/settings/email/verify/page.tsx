import { flowOfPage, showFlow } from '#forms/code-flow';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { requireViewer } from '#lib/session/require-viewer';
import { textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { DevMailbox } from '#ui/dev-mailbox';
import { VerifyEmailForms } from './form';

export default async function VerifyEmailPage() {
  const viewer = await requireViewer('account:secure');
  const flow = await flowOfPage('change-email');
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <section className="card stack">
        <VerifyEmailForms
          text={textsOf('verifyEmailForm')}
          codeText={textsOf('codeForms')}
          flow={await showFlow('change-email', flow, viewer.user.timeZone)}
        />
        {isMailCaptured() && <DevMailbox />}
      </section>
    </AccountShell>
  );
}
