import { type ListedNote, listNotes } from '#lib/notes/list-notes';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { Time } from '#ui/time';
import { Heading } from '#ui/title';

type Asked = string | string[] | undefined;
type Props = { searchParams: Promise<{ after?: Asked }> };

export default async function NotesPage({ searchParams }: Props) {
  const viewer = await requireViewer('note:list');
  const { after } = await searchParams;
  const { notes, next } = await listNotes(viewer, typeof after === 'string' ? after : undefined);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <div className="row">
        <Heading>Notes</Heading>
        <a className="btn btn-primary" href="/notes/new">
          New note
        </a>
      </div>
      {notes.length === 0 ? (
        <p className="card">
          {after ? 'There are no more notes.' : 'There are no notes here yet.'}
        </p>
      ) : (
        <section className="card" aria-label="Your notes">
          <ul className="rows">
            {notes.map((note) => (
              <NoteRow key={note.id} note={note} zone={viewer.user.timeZone} />
            ))}
          </ul>
        </section>
      )}
      {(next || after) && (
        <nav className="actions" aria-label="Pages of notes">
          {after && <a href="/notes">Newest</a>}
          {next && <a href={`/notes?after=${next}`}>Older</a>}
        </nav>
      )}
    </AccountShell>
  );
}

function NoteRow({ note, zone }: { note: ListedNote; zone: string }) {
  return (
    <li>
      <div className="stack-s">
        <h2>
          <a href={`/notes/${note.id}`}>
            <bdi>{note.title}</bdi>
          </a>
        </h2>
        <p className="mono">
          {note.relation} · changed <Time at={note.updatedAt} zone={zone} />
        </p>
      </div>
      {note.offeredAt && <span className="tag open">Offered to you</span>}
    </li>
  );
}
