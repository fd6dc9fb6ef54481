import { wordsOf } from '#forms/things/words';
import { env } from '#lib/env';
import { sayOneRelation } from '#lib/permissions/called';
import type { Viewer } from '#lib/session/store';
import type { SeenThing } from '#lib/sharing/look-at';
import type { Thing } from '#lib/things/access';
import { hasRoomFor } from '#lib/things/storage';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';

type Act = (formData: FormData) => Promise<void>;
type Props = {
  viewer: Viewer;
  thing: Thing;
  seen: SeenThing;
  actions: { accept: Act; decline: Act };
};

/** What somebody sees on a thing whose owner wants to hand it over to them. */
export async function Offer({ viewer, thing, seen, actions }: Props) {
  const { of, id } = thing;
  const owner = seen.people[0]?.address ?? '';
  const hasRoom = await hasRoomFor(viewer, thing);
  const which = <input type="hidden" name={of.kind} value={id} />;
  return (
    <section className="notice warn stack-s" aria-labelledby="offer">
      <h2 id="offer">{say('offer.title', { owner, ...wordsOf(of) })}</h2>
      <p>{say('offer.text', { owner, relation: sayOneRelation(of.keeps) })}</p>
      {!hasRoom && (
        <p>{say('offer.noRoom', { ...wordsOf(of), megabytes: env().STORAGE_QUOTA_MB })}</p>
      )}
      <div className="actions">
        {hasRoom && (
          <ButtonForm action={actions.accept}>
            {which}
            <SubmitButton says={say('offer.accept')} className="btn-primary btn-s" />
          </ButtonForm>
        )}
        <ButtonForm action={actions.decline}>
          {which}
          <SubmitButton says={say('offer.decline')} className="btn-quiet btn-s" />
        </ButtonForm>
      </div>
    </section>
  );
}
