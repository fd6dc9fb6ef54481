import { zonesByRegion } from '#lib/accounts/zones';
import { profileOf } from '#lib/session/profile';
import { requireViewer } from '#lib/session/require-viewer';
import { LANGUAGE_NAMES } from '#texts/languages';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ProfileForm } from './form';

export default async function ProfilePage() {
  const viewer = await requireViewer('account:edit');
  const profile = profileOf(viewer.user);
  return (
    <AccountShell viewer={viewer} at="/settings/profile">
      <section className="card stack">
        <ProfileForm
          text={textsOf('profileForm')}
          profile={profile}
          zones={zonesByRegion(profile.timeZone)}
          languages={Object.entries(LANGUAGE_NAMES)}
        />
      </section>
      <section className="card row" aria-labelledby="address">
        <div className="stack-s">
          <h2 id="address">{say('places.email')}</h2>
          <p>
            <bdi>{viewer.user.email}</bdi>
          </p>
        </div>
        <a href="/settings/email" className="btn btn-quiet btn-s">
          {say('changeEmailForm.title')}
        </a>
      </section>
    </AccountShell>
  );
}
