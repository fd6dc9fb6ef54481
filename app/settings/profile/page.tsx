import { zonesByRegion } from '#lib/accounts/zones';
import { requireViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { ProfileForm } from './form';

export default async function ProfilePage() {
  const viewer = await requireViewer('account:edit');
  const { name, timeZone, theme } = viewer.user;
  return (
    <AccountShell viewer={viewer} at="/settings/profile">
      <section className="card stack">
        <ProfileForm profile={{ name, timeZone, theme }} zones={zonesByRegion(timeZone)} />
      </section>
    </AccountShell>
  );
}
