import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { sendMailAgainAction } from './actions';

type Props = { id: string; recipient: string; subject: string };

export const SendAgain = ({ id, recipient, subject }: Props) => (
  <ButtonForm action={sendMailAgainAction}>
    <input type="hidden" name="mail" value={id} />
    <SubmitButton
      says={say('adminMails.sendAgain')}
      of={say('adminMails.ofMail', { address: recipient, subject })}
      className="btn-quiet btn-s"
    />
  </ButtonForm>
);
