import type { FormState } from '#forms/problem';
import { shownFields } from '#forms/things/fields';
import { wordsOf } from '#forms/things/words';
import { formNumber } from '#lib/codes/code-request';
import type { ThingResource } from '#lib/resource';
import { say } from '#texts/say';
import { NewThingForm } from '#ui/things/new-form';

type Props = {
  of: ThingResource;
  action: (previous: FormState, formData: FormData) => Promise<FormState>;
};

/** The page on which a thing is made. */
export const NewThing = ({ of, action }: Props) => (
  <>
    <p>
      <a href={`/${of.plural}`}>{say('thingList.all', wordsOf(of))}</a>
    </p>
    <section className="card sheet stack reading">
      <NewThingForm
        action={action}
        title={say('thingList.newThing', wordsOf(of))}
        submit={[say('thingForm.submit', wordsOf(of)), say('thingForm.submitting')]}
        fields={shownFields(of)}
        number={formNumber()}
      />
    </section>
  </>
);
