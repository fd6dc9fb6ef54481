import { readNote } from '#lib/notes/read-note';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ButtonForm } from '#ui/button-form';
import { Filled } from '#ui/filled';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';
import { leaveNoteAction } from './actions';

type Props = { params: Promise<{ note: string }> };

export default async function LeaveNotePage({ params }: Props) {
  const viewer = await requireViewer('note:leave');
  const { note: id } = await params;
  const note = await readNote(viewer, id);
  if (!note?.mayLeave) return refuse(viewer, 'note:leave', id);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <section className="card stack reading">
        <Heading>{say('leaveNote.title')}</Heading>
        <p>
          <Filled
            of={textsOf('leaveNote').text}
            parts={{
              title: (
                <b>
                  <bdi>{note.title}</bdi>
                </b>
              ),
            }}
          />
        </p>
        <div className="actions">
          <ButtonForm action={leaveNoteAction}>
            <input type="hidden" name="note" value={id} />
            <SubmitButton says={say('leaveNote.submit')} className="btn-danger" />
          </ButtonForm>
          <a className="btn btn-quiet" href={`/notes/${id}`}>
            {say('leaveNote.stay')}
          </a>
        </div>
      </section>
    </AccountShell>
  );
}
