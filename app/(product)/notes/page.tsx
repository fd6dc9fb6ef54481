import { noteResource } from '#lib/product/notes/resource';
import { requireViewer } from '#lib/session/require-viewer';
import { AccountShell } from '#ui/account-shell';
import { ThingList } from '#ui/things/thing-list';

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export default async function NotesPage({ searchParams }: Props) {
  const viewer = await requireViewer('note:list');
  const { after } = await searchParams;
  return (
    <AccountShell viewer={viewer} at="/notes">
      <ThingList viewer={viewer} of={noteResource} after={after} />
    </AccountShell>
  );
}
