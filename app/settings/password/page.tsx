import { findActivity, listChangesSince } from '#lib/assembly/activity';
import { env } from '#lib/env';
import { hasPassword } from '#lib/factors/password';
import { requireViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ActivityList } from '#ui/activity-list';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { removePasswordAction } from './first';
import { ChangePasswordForm } from './form';
import { SetPasswordForm } from './set-form';

type Props = { searchParams: Promise<{ since?: string | string[] }> };

export default async function PasswordPage({ searchParams }: Props) {
  const viewer = await requireViewer('account:secure');
  const { since } = await searchParams;
  const event = typeof since === 'string' ? await findActivity(viewer, since) : null;
  const changes = event && (await listChangesSince(viewer, event));
  const hasOne = await hasPassword(viewer.user.id);
  const about = { email: viewer.user.email, leastLength: env().PASSWORD_MIN_LENGTH };
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <section className="card stack">
        {hasOne ? (
          <ChangePasswordForm text={textsOf('changePasswordForm')} {...about} />
        ) : (
          <SetPasswordForm text={textsOf('setPasswordForm')} {...about} />
        )}
      </section>
      {hasOne && (
        <section className="card stack" aria-labelledby="remove-password">
          <h2 id="remove-password">{say('removePassword.title')}</h2>
          <p>{say('removePassword.text')}</p>
          <ButtonForm action={removePasswordAction}>
            <SubmitButton says={say('removePassword.submit')} className="btn-quiet" />
          </ButtonForm>
        </section>
      )}
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
