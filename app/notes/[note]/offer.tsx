import { env } from '#lib/env';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { acceptOfferAction, declineOfferAction } from './actions';

/** What somebody sees on a note whose owner wants to hand it over to them. */
export function Offer({ id, owner, hasRoom }: { id: string; owner: string; hasRoom: boolean }) {
  return (
    <section className="notice warn stack-s" aria-labelledby="offer">
      <h2 id="offer">{owner} offers you this note</h2>
      <p>
        If you accept, it is yours: you decide who sees it, and everybody in the list sees your
        address. {owner} becomes an editor.
      </p>
      {!hasRoom && (
        <p>
          There is no room for it: all your notes together may take up {env().STORAGE_QUOTA_MB} MB.
          Delete others first, then you can accept it here.
        </p>
      )}
      <div className="actions">
        {hasRoom && (
          <ButtonForm action={acceptOfferAction}>
            <input type="hidden" name="note" value={id} />
            <SubmitButton says="Accept" className="btn-primary btn-s" />
          </ButtonForm>
        )}
        <ButtonForm action={declineOfferAction}>
          <input type="hidden" name="note" value={id} />
          <SubmitButton says="Decline" className="btn-quiet btn-s" />
        </ButtonForm>
      </div>
    </section>
  );
}
