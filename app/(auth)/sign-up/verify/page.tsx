import { flowOfPage, showFlow } from '#forms/code-flow';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { CompanyNotice } from '#ui/company-notice';
import { DevMailbox } from '#ui/dev-mailbox';
import { VerifyForms } from './form';

export default async function VerifyPage() {
  const flow = await flowOfPage('sign-up');
  return (
    <AuthCard
      next={flow.next}
      aside={<a href={`/sign-up?again=${flow.id}`}>{say('signUp.useAnother')}</a>}
    >
      <VerifyForms
        text={textsOf('verifyForm')}
        codeText={textsOf('codeForms')}
        strength={flow.strength}
        flow={await showFlow('sign-up', flow)}
      />
      <CompanyNotice email={flow.email} next={flow.next} />
      {isMailCaptured() && <DevMailbox />}
    </AuthCard>
  );
}
