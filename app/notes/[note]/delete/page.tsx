import { readNote } from '#lib/notes/read-note';
import { refuse, requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { Heading } from '#ui/title';
import { deleteNoteAction } from './actions';

type Props = { params: Promise<{ note: string }> };

export default async function DeleteNotePage({ params }: Props) {
  const viewer = await requireViewer('note:delete');
  const { note: id } = await params;
  const note = await readNote(viewer, id);
  if (!note?.mayDelete) return refuse(viewer, 'note:delete', id);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <section className="card stack reading">
        <Heading>Delete this note?</Heading>
        <p>
          <b>
            <bdi>{note.title}</bdi>
          </b>{' '}
          goes at once and for good, for you and for everybody it is shared with.
        </p>
        <div className="actions">
          <form action={deleteNoteAction}>
            <input type="hidden" name="note" value={id} />
            <button type="submit" className="btn btn-danger">
              Delete the note
            </button>
          </form>
          <a className="btn btn-quiet" href={`/notes/${id}`}>
            Keep it
          </a>
        </div>
      </section>
    </AccountShell>
  );
}
