import type { FormState } from '#forms/problem';
import { wordsOf } from '#forms/things/words';
import { placeIn, toCursor } from '#lib/pages';
import { sayGiven, sayOne } from '#lib/permissions/called';
import type { Viewer } from '#lib/session/store';
import { type Access, pageOfAccess } from '#lib/sharing/list-access';
import type { SeenThing } from '#lib/sharing/look-at';
import type { Thing } from '#lib/things/access';
import { say, textsOf } from '#texts/say';
import { Filled } from '#ui/filled';
import { Pages } from '#ui/pages';
import { AccessList } from '#ui/sharing/access-list';
import { type PeopleActions, PersonActions } from '#ui/sharing/person-actions';
import { ShareForm } from '#ui/sharing/share-form';
import { Heading } from '#ui/title';

type Props = {
  viewer: Viewer;
  thing: Thing;
  seen: SeenThing;
  /** What the address says of the place in the list of people. */
  after: string | string[] | undefined;
  actions: PeopleActions & {
    share: (previous: FormState, formData: FormData) => Promise<FormState>;
  };
};

/** The page of who has access to a thing; its owner shares it here, changes roles, offers it and takes it away. */
export function SharingPanel({ viewer, thing, seen, after, actions }: Props) {
  const { of, id } = thing;
  const at = `/${of.plural}/${id}`;
  const heading = say('access.title');
  const place = placeIn('people', after);
  const page = pageOfAccess(seen.people, { after: place });
  const title = <bdi>{String((seen as Record<string, unknown>)[of.called])}</bdi>;
  const action = (person: Access) =>
    seen.mayShare && <PersonActions thing={thing} person={person} actions={actions} />;
  return (
    <>
      <p>
        <a href={at}>
          <Filled of={textsOf('sharing').back} parts={{ title }} />
        </a>
      </p>
      {seen.mayShare ? <h1>{heading}</h1> : <Heading>{heading}</Heading>}
      <section className="card" aria-labelledby="people">
        <h2 id="people" className="sr">
          {say('sharing.people')}
        </h2>
        <AccessList people={page.people} zone={viewer.user.timeZone} action={action} />
      </section>
      <Pages
        of={say('sharing.list')}
        path={`${at}/sharing`}
        place={place}
        next={page.next && toCursor('people', page.next)}
        words={[say('pages.first'), say('pages.more')]}
      />
      {seen.mayShare && (
        <section className="card stack reading">
          <ShareForm
            action={actions.share}
            text={shareText(thing)}
            kind={of.kind}
            id={id}
            roles={of.gives.map((name) => ({ name, says: sayGiven(name) }))}
            page={heading}
          />
        </section>
      )}
    </>
  );
}

const shareText = ({ of }: Thing) => ({
  title: say('shareForm.title', wordsOf(of)),
  intro: say('shareForm.intro', { one: sayOne(of.kind) }),
  role: say('shareForm.role'),
  submit: say('shareForm.submit'),
  submitting: say('shareForm.submitting'),
});
