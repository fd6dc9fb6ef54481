import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { enableAction, startResetAction } from './actions';

export function EnableButton({ userId }: { userId: string }) {
  return (
    <section className="card stack" aria-labelledby="enable">
      <h2 id="enable">{say('enableUser.title')}</h2>
      <p>{say('enableUser.text')}</p>
      <ButtonForm action={enableAction}>
        <input type="hidden" name="user" value={userId} />
        <SubmitButton says={say('enableUser.submit')} className="btn-quiet btn-full" />
      </ButtonForm>
    </section>
  );
}

export function ResetButton({ userId }: { userId: string }) {
  return (
    <section className="card stack" aria-labelledby="reset">
      <h2 id="reset">{say('resetUser.title')}</h2>
      <p>{say('resetUser.text')}</p>
      <ButtonForm action={startResetAction}>
        <input type="hidden" name="user" value={userId} />
        <SubmitButton says={say('resetUser.submit')} className="btn-quiet btn-full" />
      </ButtonForm>
    </section>
  );
}
