import { env } from '#lib/env';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { acceptOfferAction, declineOfferAction } from './actions';

/** What somebody sees on a note whose owner wants to hand it over to them. */
export function Offer({ id, owner, hasRoom }: { id: string; owner: string; hasRoom: boolean }) {
  return (
    <section className="notice warn stack-s" aria-labelledby="offer">
      <h2 id="offer">{say('offer.title', { owner })}</h2>
      <p>{say('offer.text', { owner })}</p>
      {!hasRoom && <p>{say('offer.noRoom', { megabytes: env().STORAGE_QUOTA_MB })}</p>}
      <div className="actions">
        {hasRoom && (
          <ButtonForm action={acceptOfferAction}>
            <input type="hidden" name="note" value={id} />
            <SubmitButton says={say('offer.accept')} className="btn-primary btn-s" />
          </ButtonForm>
        )}
        <ButtonForm action={declineOfferAction}>
          <input type="hidden" name="note" value={id} />
          <SubmitButton says={say('offer.decline')} className="btn-quiet btn-s" />
        </ButtonForm>
      </div>
    </section>
  );
}
