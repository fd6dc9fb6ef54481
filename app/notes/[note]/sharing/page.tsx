import { type Access, listAccess, pageOfAccess } from '#lib/notes/list-access';
import { readNote } from '#lib/notes/read-note';
import { placeIn, toCursor } from '#lib/pages';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Filled } from '#ui/filled';
import { Pages } from '#ui/pages';
import { Heading } from '#ui/title';
import { AccessList } from '../access-list';
import { ShareForm } from './form';
import { PersonActions } from './person-actions';

type Props = {
  params: Promise<{ note: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

export default async function SharingPage({ params, searchParams }: Props) {
  const viewer = await requireViewer('note:read');
  const [{ note: id }, { after }] = await Promise.all([params, searchParams]);
  const [note, people] = await Promise.all([readNote(viewer, id), listAccess(viewer, id)]);
  if (!note || !people) return refuse(viewer, 'note:read', id);
  const { mayShare } = note;
  const heading = say('access.title');
  const place = placeIn('people', after);
  const page = pageOfAccess(people, { after: place });
  const action = (person: Access) => mayShare && <PersonActions id={id} person={person} />;
  return (
    <AccountShell viewer={viewer} at="/notes">
      <p>
        <a href={`/notes/${id}`}>
          <Filled of={textsOf('sharing').back} parts={{ title: <bdi>{note.title}</bdi> }} />
        </a>
      </p>
      {mayShare ? <h1>{heading}</h1> : <Heading>{heading}</Heading>}
      <section className="card" aria-labelledby="people">
        <h2 id="people" className="sr">
          {say('sharing.people')}
        </h2>
        <AccessList people={page.people} zone={viewer.user.timeZone} action={action} />
      </section>
      <Pages
        of={say('sharing.list')}
        path={`/notes/${id}/sharing`}
        place={place}
        next={page.next && toCursor('people', page.next)}
        words={[say('pages.first'), say('pages.more')]}
      />
      {mayShare && (
        <section className="card stack reading">
          <ShareForm text={textsOf('shareForm')} id={id} page={heading} />
        </section>
      )}
    </AccountShell>
  );
}
