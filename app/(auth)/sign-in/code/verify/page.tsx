import { notFound } from 'next/navigation';
import { flowOfPage, showFlow } from '#forms/code-flow';
import { offers } from '#lib/accounts/ways/offered';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { CompanyNotice } from '#ui/company-notice';
import { DevMailbox } from '#ui/dev-mailbox';
import { SignInCodeForms } from './form';

export default async function SignInCodeVerifyPage() {
  if (!offers('code')) notFound();
  const flow = await flowOfPage('sign-in');
  return (
    <AuthCard
      next={flow.next}
      aside={<a href={`/sign-in/code?again=${flow.id}`}>{say('signIn.useAnother')}</a>}
    >
      <SignInCodeForms
        text={textsOf('signInVerifyForm')}
        codeText={textsOf('codeForms')}
        flow={await showFlow('sign-in', flow)}
      />
      <CompanyNotice email={flow.email} next={flow.next} />
      {isMailCaptured() && <DevMailbox />}
    </AuthCard>
  );
}
