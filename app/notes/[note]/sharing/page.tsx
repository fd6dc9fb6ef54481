import { type Access, listAccess } from '#lib/notes/list-access';
import { readNote } from '#lib/notes/read-note';
import { refuse, requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { Notice } from '#ui/notice';
import { AccessList } from '../access-list';
import { ShareForm } from './form';
import { PersonActions } from './person-actions';

const DONE: Record<string, string> = {
  shared: 'The note is shared. The list below has everybody it is shared with.',
  role: 'The role is changed.',
  removed: 'They no longer have access.',
  offered: 'The note is offered. It stays yours until the offer is accepted.',
  withdrawn: 'The offer is withdrawn. The note stays yours.',
  none: 'There was nothing left to change: look at the list as it is now.',
};

type Props = {
  params: Promise<{ note: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
};

export default async function SharingPage({ params, searchParams }: Props) {
  const viewer = await requireViewer('note:read');
  const [{ note: id }, { done }] = await Promise.all([params, searchParams]);
  const [note, people] = await Promise.all([readNote(viewer, id), listAccess(viewer, id)]);
  if (!note || !people) return refuse(viewer, 'note:read', id);
  const { mayShare } = note;
  const action = (person: Access) => mayShare && <PersonActions id={id} person={person} />;
  return (
    <AccountShell viewer={viewer} at="/notes" {...(mayShare ? {} : { title: 'Who has access' })}>
      <Notice words={DONE} done={done} />
      <p>
        <a href={`/notes/${id}`}>
          Back to <bdi>{note.title}</bdi>
        </a>
      </p>
      <h1>Who has access</h1>
      <section className="card" aria-labelledby="people">
        <h2 id="people" className="sr">
          People
        </h2>
        <AccessList people={people} zone={viewer.user.timeZone} action={action} />
      </section>
      {mayShare && (
        <section className="card stack reading">
          <ShareForm id={id} />
        </section>
      )}
    </AccountShell>
  );
}
