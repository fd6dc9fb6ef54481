import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { SubmitButton } from '#ui/submit-button';
import { Time } from '#ui/time';
import { enableAction, startRecoveryAction, startResetAction } from './actions';

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

type RecoveryProps = { userId: string; hours: number; zone: string; opensAt: Date | undefined };

/** Begins a recovery; while one is under way it says when that opens. */
export function RecoveryButton({ userId, hours, zone, opensAt }: RecoveryProps) {
  return (
    <section className="card stack" aria-labelledby="recovery">
      <h2 id="recovery">{say('recoverUser.title')}</h2>
      {opensAt ? (
        <p>
          <Filled
            of={textsOf('recoverUser').underWay}
            parts={{ at: <Time at={opensAt} zone={zone} /> }}
          />
        </p>
      ) : (
        <>
          <p>{say('recoverUser.text', { hours })}</p>
          <ButtonForm action={startRecoveryAction}>
            <input type="hidden" name="user" value={userId} />
            <SubmitButton says={say('recoverUser.submit')} className="btn-quiet btn-full" />
          </ButtonForm>
        </>
      )}
    </section>
  );
}
