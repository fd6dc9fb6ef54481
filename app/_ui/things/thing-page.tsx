import type { ReactNode } from 'react';
import { shownFields } from '#forms/things/fields';
import type { EditState } from '#forms/things/state';
import { wordsOf } from '#forms/things/words';
import { begin, sayRelation } from '#lib/permissions/called';
import type { Viewer } from '#lib/session/store';
import type { SeenThing } from '#lib/sharing/look-at';
import type { Thing } from '#lib/things/access';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { AccessCard } from '#ui/sharing/access-card';
import { Offer } from '#ui/sharing/offer';
import { EditThingForm } from '#ui/things/edit-form';
import { ReadFields, valuesIn } from '#ui/things/read-fields';
import { Ago } from '#ui/time';
import { Heading } from '#ui/title';

type Act = (formData: FormData) => Promise<void>;
type Props = {
  viewer: Viewer;
  thing: Thing;
  /** Null only on the page that answers a form: it holds what was typed, for a person who may see nothing else. */
  seen: SeenThing | null;
  actions: {
    edit: (previous: EditState, formData: FormData) => Promise<EditState>;
    accept: Act;
    decline: Act;
  };
  /** What those see who may only read it, in the place of its fields. */
  children?: ReactNode;
};

/** The page of one thing: its form or what stands in it, who has access, and an offer of it. */
export function ThingPage({ viewer, thing, seen, actions, children }: Props) {
  const { of, id } = thing;
  const form = {
    action: actions.edit,
    kind: of.kind,
    id,
    at: `/${of.plural}/${id}`,
    submit: [say('thingForm.submit', wordsOf(of)), say('thingForm.submitting')] as [string, string],
    fields: shownFields(of),
  };
  if (!seen)
    return (
      <section className="card sheet stack reading">
        <EditThingForm
          {...form}
          thing={null}
          otherwise={<Heading>{say('http.title404')}</Heading>}
        />
      </section>
    );
  const values = valuesIn(of, seen);
  const title = values[of.called] ?? '';
  const changed = <Changed seen={seen} zone={viewer.user.timeZone} />;
  return (
    <>
      <p>
        <a href={`/${of.plural}`}>{say('thingList.all', wordsOf(of))}</a>
      </p>
      {seen.offeredAt && <Offer viewer={viewer} thing={thing} seen={seen} actions={actions} />}
      <div className="columns">
        <section className="card sheet stack" aria-label={begin(wordsOf(of).thing)}>
          <EditThingForm
            {...form}
            thing={seen.mayEdit ? { title, values, revision: seen.revision } : null}
            intro={changed}
            otherwise={
              <>
                <Heading>{title}</Heading>
                {changed}
                {children ?? <ReadFields of={of} values={values} />}
              </>
            }
          />
        </section>
        <AccessCard thing={thing} seen={seen} zone={viewer.user.timeZone} />
      </div>
    </>
  );
}

const Changed = ({ seen, zone }: { seen: SeenThing; zone: string }) => (
  <p className="mono">
    <Filled
      of={textsOf('thingPage').changed}
      parts={{
        relation: sayRelation(seen.relation),
        when: <Ago at={seen.updatedAt} zone={zone} />,
      }}
    />
  </p>
);
