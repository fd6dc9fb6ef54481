import { noteOf } from '#lib/product/notes/resource';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { readThing } from '#lib/things/read';
import { AccountShell } from '#ui/account-shell';
import { DeleteThing } from '#ui/things/question';
import { deleteNoteAction } from './actions';

type Props = { params: Promise<{ note: string }> };

export default async function DeleteNotePage({ params }: Props) {
  const viewer = await requireViewer('note:delete');
  const thing = noteOf((await params).note);
  const seen = await readThing(viewer, thing);
  if (!seen?.mayDelete) return refuse(viewer, 'note:delete', thing.id);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <DeleteThing thing={thing} seen={seen} action={deleteNoteAction} />
    </AccountShell>
  );
}
