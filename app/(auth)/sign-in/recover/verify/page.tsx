import { flowOfPage, showFlow } from '#forms/code-flow';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { say, textsOf } from '#texts/say';
import { AuthCard } from '#ui/auth-card';
import { DevMailbox } from '#ui/dev-mailbox';
import { RecoverCodeForms } from './form';

export default async function RecoverCodePage() {
  const flow = await flowOfPage('recover');
  return (
    <AuthCard aside={<a href={`/sign-in/recover?again=${flow.id}`}>{say('recover.useAnother')}</a>}>
      <RecoverCodeForms
        text={textsOf('recoverCodeForm')}
        codeText={textsOf('codeForms')}
        flow={await showFlow('recover', flow)}
      />
      {isMailCaptured() && <DevMailbox />}
    </AuthCard>
  );
}
