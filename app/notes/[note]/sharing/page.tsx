import { type Access, listAccess, pageOfAccess } from '#lib/notes/list-access';
import { readNote } from '#lib/notes/read-note';
import { placeIn, toCursor } from '#lib/pages';
import { refuse, requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { Pages } from '#ui/pages';
import { Heading } from '#ui/title';
import { AccessList } from '../access-list';
import { ShareForm } from './form';
import { PersonActions } from './person-actions';

const HEADING = 'Who has access';

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
  const place = placeIn('people', after);
  const page = pageOfAccess(people, { after: place });
  const action = (person: Access) => mayShare && <PersonActions id={id} person={person} />;
  return (
    <AccountShell viewer={viewer} at="/notes">
      <p>
        <a href={`/notes/${id}`}>
          Back to <bdi>{note.title}</bdi>
        </a>
      </p>
      {mayShare ? <h1>{HEADING}</h1> : <Heading>{HEADING}</Heading>}
      <section className="card" aria-labelledby="people">
        <h2 id="people" className="sr">
          People
        </h2>
        <AccessList people={page.people} zone={viewer.user.timeZone} action={action} />
      </section>
      <Pages
        of="people"
        path={`/notes/${id}/sharing`}
        place={place}
        next={page.next && toCursor('people', page.next)}
        words={['First page', 'More']}
      />
      {mayShare && (
        <section className="card stack reading">
          <ShareForm id={id} page={HEADING} />
        </section>
      )}
    </AccountShell>
  );
}
