import { findActivity, listChangesSince } from '#lib/assembly/activity';
import { env } from '#lib/env';
import { requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ActivityList } from '#ui/activity-list';
import { ChangePasswordForm } from './form';

type Props = { searchParams: Promise<{ since?: string | string[] }> };

export default async function PasswordPage({ searchParams }: Props) {
  const viewer = await requireViewer('account:secure');
  const { since } = await searchParams;
  const event = typeof since === 'string' ? await findActivity(viewer, since) : null;
  const changes = event && (await listChangesSince(viewer, event));
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <section className="card stack">
        <ChangePasswordForm
          text={textsOf('changePasswordForm')}
          email={viewer.user.email}
          leastLength={env().PASSWORD_MIN_LENGTH}
        />
      </section>
      {changes && (
        <section className="card stack" aria-labelledby="changes">
          <h2 id="changes">{say('changePassword.changes')}</h2>
          {changes.length === 0 ? (
            <p>{say('changePassword.nothing')}</p>
          ) : (
            <ActivityList activity={changes} zone={viewer.user.timeZone} />
          )}
        </section>
      )}
    </AccountShell>
  );
}
