import { type ListedNote, listNotes } from '#lib/notes/list-notes';
import { placeIn, toCursor } from '#lib/pages';
import { sayRelation } from '#lib/permissions/called';
import { requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Filled } from '#ui/filled';
import { Pages } from '#ui/pages';
import { Ago } from '#ui/time';
import { Heading } from '#ui/title';

const NONE = { notes: [], next: null };

type Asked = string | string[] | undefined;
type Props = { searchParams: Promise<{ after?: Asked }> };

export default async function NotesPage({ searchParams }: Props) {
  const viewer = await requireViewer('note:list');
  const { after } = await searchParams;
  const place = placeIn('notes', after);
  const { notes, next } = place === null ? NONE : await listNotes(viewer, place);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <div className="row">
        <Heading>{say('notes.title')}</Heading>
        <a className="btn btn-primary" href="/notes/new">
          {say('notes.newNote')}
        </a>
      </div>
      {notes.length === 0 ? (
        <p className="card">{say(place === undefined ? 'notes.none' : 'notes.noMore')}</p>
      ) : (
        <section className="card" aria-label={say('notes.yours')}>
          <ul className="rows">
            {notes.map((note) => (
              <NoteRow key={note.id} note={note} zone={viewer.user.timeZone} />
            ))}
          </ul>
        </section>
      )}
      <Pages
        of={say('notes.list')}
        path="/notes"
        place={place}
        next={next && toCursor('notes', next)}
      />
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
          <Filled
            of={textsOf('notes').changed}
            parts={{
              relation: sayRelation(note.relation),
              when: <Ago at={note.updatedAt} zone={zone} />,
            }}
          />
        </p>
      </div>
      {note.offeredAt && <span className="tag open">{say('notes.offered')}</span>}
    </li>
  );
}
