import { noteOf } from '#lib/product/notes/resource';
import { refuse, requireViewer } from '#lib/session/require-viewer';
import { lookAt } from '#lib/sharing/look-at';
import { AccountShell } from '#ui/account-shell';
import { SharingPanel } from '#ui/sharing/sharing-panel';
import {
  changeShareRoleAction,
  offerNoteAction,
  removeShareAction,
  shareNoteAction,
  withdrawOfferAction,
} from './actions';

type Props = {
  params: Promise<{ note: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

export default async function SharingPage({ params, searchParams }: Props) {
  const viewer = await requireViewer('note:read');
  const [{ note }, { after }] = await Promise.all([params, searchParams]);
  const thing = noteOf(note);
  const seen = await lookAt(viewer, thing);
  if (!seen) return refuse(viewer, 'note:read', note);
  return (
    <AccountShell viewer={viewer} at="/notes">
      <SharingPanel
        viewer={viewer}
        thing={thing}
        seen={seen}
        after={after}
        actions={{
          share: shareNoteAction,
          changeRole: changeShareRoleAction,
          remove: removeShareAction,
          offer: offerNoteAction,
          withdraw: withdrawOfferAction,
        }}
      />
    </AccountShell>
  );
}
