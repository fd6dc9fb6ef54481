import { env } from '#lib/env';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { ChangePasswordForm } from './form';

type Props = { searchParams: Promise<{ done?: string | string[] }> };

export default async function PasswordPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const { done } = await searchParams;
  return (
    <AccountShell viewer={viewer} at="/settings/password">
      {done === 'changed' && (
        <p className="notice" role="status">
          Your new password is saved.
        </p>
      )}
      <section className="card stack narrow-card">
        <ChangePasswordForm email={viewer.user.email} leastLength={env().PASSWORD_MIN_LENGTH} />
      </section>
    </AccountShell>
  );
}
