import { beginAgain } from '#forms/code-flow';
import { requireRecentViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { ChangeEmailForm } from './form';

type Asked = Partial<Record<'again' | 'over', string | string[]>>;
type Props = { searchParams: Promise<Asked> };

export default async function EmailPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('account:secure');
  const { before } = await beginAgain('change-email', await searchParams);
  return (
    <AccountShell viewer={viewer} at="/settings/email">
      <section className="card stack">
        <ChangeEmailForm email={viewer.user.email} before={before} />
      </section>
    </AccountShell>
  );
}
