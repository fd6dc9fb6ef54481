import { type Access, listAccess, pageOfAccess } from '#lib/notes/list-access';
import { type Note, readNote } from '#lib/notes/read-note';
import { hasRoomFor } from '#lib/notes/storage';
import { sayRelation } from '#lib/permissions/called';
import { currentRequest } from '#lib/request/context';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Filled } from '#ui/filled';
import { Ago } from '#ui/time';
import { Heading } from '#ui/title';
import { AccessList } from './access-list';
import { EditNoteForm } from './form';
import { Offer } from './offer';

type Props = { params: Promise<{ note: string }> };

export default async function NotePage({ params }: Props) {
  const viewer = await requireViewer('note:read');
  const { note: id } = await params;
  const [note, people] = await Promise.all([readNote(viewer, id), listAccess(viewer, id)]);
  // The page that answers a form is also shown to a person who may see nothing: it holds what they typed.
  const isAnswer = currentRequest()?.method === 'POST';
  if (!note || !people) {
    if (!isAnswer) return refuse(viewer, 'note:read', id);
    return (
      <AccountShell viewer={viewer} at="/notes">
        <section className="card sheet stack reading">
          <EditNoteForm
            text={textsOf('noteForm')}
            id={id}
            note={null}
            otherwise={<Heading>{say('http.title404')}</Heading>}
          />
        </section>
      </AccountShell>
    );
  }
  const zone = viewer.user.timeZone;
  const read = <ReadNote note={note} zone={zone} />;
  return (
    <AccountShell viewer={viewer} at="/notes">
      <p>
        <a href="/notes">{say('notes.all')}</a>
      </p>
      {note.offeredAt && (
        <Offer id={id} owner={people[0]?.address ?? ''} hasRoom={await hasRoomFor(viewer, id)} />
      )}
      <div className="columns">
        <section className="card sheet stack" aria-label={say('note.section')}>
          <EditNoteForm
            text={textsOf('noteForm')}
            id={id}
            note={note.mayEdit ? editable(note) : null}
            intro={<Changed note={note} zone={zone} />}
            otherwise={read}
          />
        </section>
        <WhoHasAccess note={note} people={people} zone={zone} />
      </div>
    </AccountShell>
  );
}

const editable = ({ title, text, revision }: Note) => ({ title, text, revision });

const Changed = ({ note, zone }: { note: Note; zone: string }) => (
  <p className="mono">
    <Filled
      of={textsOf('note').changed}
      parts={{
        relation: sayRelation(note.relation),
        when: <Ago at={note.updatedAt} zone={zone} />,
      }}
    />
  </p>
);

function ReadNote({ note, zone }: { note: Note; zone: string }) {
  return (
    <>
      <Heading>{note.title}</Heading>
      <Changed note={note} zone={zone} />
      {note.text ? (
        <p className="written" dir="auto">
          {note.text}
        </p>
      ) : (
        <p className="hint">{say('note.empty')}</p>
      )}
    </>
  );
}

function WhoHasAccess({ note, people, zone }: { note: Note; people: Access[]; zone: string }) {
  const { people: first, next } = pageOfAccess(people);
  return (
    <section className="card stack" aria-labelledby="access">
      <h2 id="access">{say('access.title')}</h2>
      <AccessList people={first} zone={zone} />
      {next && (
        <p>
          <a href={`/notes/${note.id}/sharing`}>{say('access.all', { count: people.length })}</a>
        </p>
      )}
      <p className="actions">
        {note.mayShare && (
          <a className="btn btn-quiet btn-s" href={`/notes/${note.id}/sharing`}>
            {say('note.share')}
          </a>
        )}
        {note.mayDelete && (
          <a className="btn btn-danger btn-s" href={`/notes/${note.id}/delete`}>
            {say('note.delete')}
          </a>
        )}
        {note.mayLeave && (
          <a className="btn btn-danger btn-s" href={`/notes/${note.id}/leave`}>
            {say('note.leave')}
          </a>
        )}
      </p>
    </section>
  );
}
