import { formNumber } from '#lib/codes/code-request';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { mailConfirmCodeAction } from './actions';

/** For somebody without a password: mails the code that the form asks for. */
export function MailCodeButton({ next }: { next: string }) {
  return (
    <ButtonForm action={mailConfirmCodeAction}>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="form" value={formNumber()} />
      <SubmitButton says={say('confirmCode.submit')} className="btn-quiet btn-full" />
    </ButtonForm>
  );
}
