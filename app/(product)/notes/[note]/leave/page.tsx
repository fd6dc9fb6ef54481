import { noteOf } from '#lib/product/notes/resource';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { readThing } from '#lib/things/read';
import { AccountShell } from '#ui/account-shell';
import { LeaveThing } from '#ui/things/question';
import { leaveNoteAction } from './actions';

type Props = { params: Promise<{ note: string }> };

export default async function LeaveNotePage({ params }: Props) {
  const viewer = await requireViewer('note:leave');
  const thing = noteOf((await params).note);
  const seen = await readThing(viewer, thing);
  if (!seen?.mayLeave) return refuse(viewer, 'note:leave', thing.id);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <LeaveThing thing={thing} seen={seen} action={leaveNoteAction} />
    </AccountShell>
  );
}
