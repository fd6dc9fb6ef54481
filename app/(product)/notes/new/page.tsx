import { noteResource } from '#lib/product/notes/resource';
import { requireViewer } from '#lib/session/require-viewer';
import { AccountShell } from '#ui/account-shell';
import { NewThing } from '#ui/things/new-thing';
import { createNoteAction } from './actions';

export default async function NewNotePage() {
  const viewer = await requireViewer('note:create');
  return (
    <AccountShell viewer={viewer} at="/notes">
      <NewThing of={noteResource} action={createNoteAction} />
    </AccountShell>
  );
}
