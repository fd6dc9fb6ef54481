import { requireRecentViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { ChangeEmailForm } from './form';

type Props = { searchParams: Promise<{ done?: string | string[] }> };

export default async function EmailPage({ searchParams }: Props) {
  const viewer = await requireRecentViewer('account:secure');
  const { done } = await searchParams;
  return (
    <AccountShell viewer={viewer} at="/settings/email">
      {done === 'changed' && (
        <p className="notice" role="status">
          Your account has its new address.
        </p>
      )}
      <section className="card stack">
        <ChangeEmailForm email={viewer.user.email} />
      </section>
    </AccountShell>
  );
}
