import { redirect } from 'next/navigation';
import { humanTime } from '#forms/messages';
import { waitForMail } from '#lib/codes/mail-budget';
import { isMailCaptured } from '#lib/mail/mailbox-key';
import { readFlow } from '#lib/session/flow';
import { DevMailbox } from '#ui/dev-mailbox';
import { Pass } from '#ui/pass';
import { VerifyForms } from './form';

export default async function VerifyPage() {
  const flow = await readFlow('sign-up');
  if (!flow) redirect('/sign-up');
  const wait = await waitForMail({ purpose: 'sign-up', email: flow.email, browser: null });
  return (
    <Pass next={flow.next} aside={<a href="/sign-up">Use another address</a>}>
      <VerifyForms
        email={flow.email}
        strength={flow.strength}
        isMailed={flow.isMailed}
        wait={wait > 0 ? humanTime(wait) : null}
      />
      {isMailCaptured() && <DevMailbox />}
    </Pass>
  );
}
