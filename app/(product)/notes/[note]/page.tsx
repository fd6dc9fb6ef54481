import { noteOf } from '#lib/product/notes/resource';
import { isAnswerToForm } from '#lib/request/context';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { lookAt } from '#lib/sharing/look-at';
import { AccountShell } from '#ui/account-shell';
import { ThingPage } from '#ui/things/thing-page';
import { acceptOfferAction, declineOfferAction, editNoteAction } from './actions';

type Props = { params: Promise<{ note: string }> };

export default async function NotePage({ params }: Props) {
  const viewer = await requireViewer('note:read');
  const thing = noteOf((await params).note);
  const seen = await lookAt(viewer, thing);
  // The page that answers a form is also shown to a person who may see nothing: it holds what they typed.
  if (!seen && !isAnswerToForm()) return refuse(viewer, 'note:read', thing.id);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <ThingPage
        viewer={viewer}
        thing={thing}
        seen={seen}
        actions={{ edit: editNoteAction, accept: acceptOfferAction, decline: declineOfferAction }}
      />
    </AccountShell>
  );
}
