import { notFound } from 'next/navigation';
import { flowOfPage, showFlow } from '#forms/code-flow';
import { offers } from '#lib/accounts/ways/offered';
import { env } from '#lib/env';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { CompanyNotice } from '#ui/company-notice';
import { DevMailbox } from '#ui/dev-mailbox';
import { ResetPasswordForms } from './form';

export default async function ResetPasswordPage() {
  if (!offers('password')) notFound();
  const flow = await flowOfPage('reset');
  return (
    <AuthCard
      aside={<a href={`/forgot-password?again=${flow.id}`}>{say('forgotPassword.useAnother')}</a>}
    >
      <ResetPasswordForms
        text={textsOf('resetPasswordForm')}
        codeText={textsOf('codeForms')}
        flow={await showFlow('reset', flow)}
        leastLength={env().PASSWORD_MIN_LENGTH}
      />
      <CompanyNotice email={flow.email} next={flow.next} />
      {isMailCaptured() && <DevMailbox />}
    </AuthCard>
  );
}
