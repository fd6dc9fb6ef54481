import { wordsOf } from '#forms/things/words';
import type { ThingResource } from '#lib/resource';
import type { Texts } from '#texts/complete';
import { say, textsOf } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';

type Text = Texts['deleteThing']['text'] | Texts['leaveThing']['text'];
type Props = {
  thing: { of: ThingResource; id: string };
  /** As it was found. */
  seen: object;
  action: (formData: FormData) => Promise<void>;
  says: { title: string; text: Text; submit: string; stay: string };
};

/** The page that asks before a thing is deleted. */
export const DeleteThing = ({ thing, ...asked }: Omit<Props, 'says'>) => (
  <Question
    thing={thing}
    says={{
      title: say('deleteThing.title', wordsOf(thing.of)),
      text: textsOf('deleteThing').text,
      submit: say('deleteThing.submit', wordsOf(thing.of)),
      stay: say('deleteThing.keep'),
    }}
    {...asked}
  />
);

/** The page that asks before somebody leaves a thing of another. */
export const LeaveThing = ({ thing, ...asked }: Omit<Props, 'says'>) => (
  <Question
    thing={thing}
    says={{
      title: say('leaveThing.title', wordsOf(thing.of)),
      text: textsOf('leaveThing').text,
      submit: say('leaveThing.submit', wordsOf(thing.of)),
      stay: say('leaveThing.stay'),
    }}
    {...asked}
  />
);

function Question({ thing: { of, id }, seen, action, says }: Props) {
  const title = (
    <b>
      <bdi>{String((seen as Record<string, unknown>)[of.called])}</bdi>
    </b>
  );
  return (
    <section className="card stack reading">
      <Heading>{says.title}</Heading>
      <p>
        <Filled of={says.text} parts={{ title }} />
      </p>
      <div className="actions">
        <ButtonForm action={action}>
          <input type="hidden" name={of.kind} value={id} />
          <SubmitButton says={says.submit} className="btn-danger" />
        </ButtonForm>
        <a className="btn btn-quiet" href={`/${of.plural}/${id}`}>
          {says.stay}
        </a>
      </div>
    </section>
  );
}
