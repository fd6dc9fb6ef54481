import { formNumber } from '#lib/codes/code-request';
import { requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { NewNoteForm } from './form';

export default async function NewNotePage() {
  const viewer = await requireViewer('note:create');
  return (
    <AccountShell viewer={viewer} at="/notes">
      <p>
        <a href="/notes">{say('notes.all')}</a>
      </p>
      <section className="card sheet stack reading">
        <NewNoteForm
          title={say('notes.newNote')}
          text={textsOf('noteForm')}
          number={formNumber()}
        />
      </section>
    </AccountShell>
  );
}
