import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { ProfileForm } from './form';

type Props = { searchParams: Promise<{ done?: string | string[] }> };

export default async function ProfilePage({ searchParams }: Props) {
  const viewer = await requireViewer('account:edit');
  const { done } = await searchParams;
  const { name, timeZone, theme } = viewer.user;
  return (
    <AccountShell viewer={viewer} at="/settings/profile">
      {done === 'saved' && (
        <p className="notice" role="status">
          Your profile is saved.
        </p>
      )}
      <section className="card stack">
        <ProfileForm
          profile={{ name, timeZone, theme }}
          zones={['UTC', ...Intl.supportedValuesOf('timeZone')]}
        />
      </section>
    </AccountShell>
  );
}
