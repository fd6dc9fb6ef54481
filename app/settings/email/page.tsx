import { requireRecentViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { ChangeEmailForm } from './form';

export default async function EmailPage() {
  const viewer = await requireRecentViewer('account:secure');
  return (
    <AccountShell viewer={viewer} at="/settings/email">
      <section className="card stack">
        <ChangeEmailForm email={viewer.user.email} />
      </section>
    </AccountShell>
  );
}
