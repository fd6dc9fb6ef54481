import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { enableAction, startResetAction } from './actions';

export function EnableButton({ userId }: { userId: string }) {
  return (
    <section className="card stack" aria-labelledby="enable">
      <h2 id="enable">Open the account again</h2>
      <p>Its owner can sign in from then on, with the password they had.</p>
      <ButtonForm action={enableAction}>
        <input type="hidden" name="user" value={userId} />
        <SubmitButton says="Enable" className="btn-quiet btn-full" />
      </ButtonForm>
    </section>
  );
}

export function ResetButton({ userId }: { userId: string }) {
  return (
    <section className="card stack" aria-labelledby="reset">
      <h2 id="reset">Ask for a new password</h2>
      <p>
        All their sessions end, and a mail asks the owner to set a new password. Nobody else can set
        one; until they do, the old one goes on working.
      </p>
      <ButtonForm action={startResetAction}>
        <input type="hidden" name="user" value={userId} />
        <SubmitButton says="Start a reset" className="btn-quiet btn-full" />
      </ButtonForm>
    </section>
  );
}
