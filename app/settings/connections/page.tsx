import { listConnections } from '#lib/accounts/connections/list';
import { listProviders } from '#lib/providers/stored';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ButtonForm } from '#ui/button-form';
import { ProviderMark } from '#ui/provider-mark';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';
import { connectAction } from './actions';
import { ConnectionItem } from './row';

export default async function ConnectionsPage() {
  const viewer = await requireRecentViewer('account:protect');
  const [connections, providers] = await Promise.all([listConnections(viewer), listProviders()]);
  const titleOf = (name: string) => providers.find((one) => one.name === name)?.title;
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <div className="stack-s">
        <Heading>{say('connections.title')}</Heading>
        <p className="hint">{say('connections.intro')}</p>
      </div>
      <section className="card stack" aria-label={say('connections.list')}>
        <h2>{say('connections.list')}</h2>
        {connections.length === 0 && <p>{say('connections.none')}</p>}
        {connections.length > 0 && (
          <ul className="rows">
            {connections.map((one) => (
              <ConnectionItem
                key={one.id}
                connection={one}
                title={titleOf(one.provider)}
                zone={viewer.user.timeZone}
              />
            ))}
          </ul>
        )}
      </section>
      {providers.length > 0 && (
        <section className="card stack" aria-label={say('connections.add')}>
          <h2>{say('connections.add')}</h2>
          {providers.map(({ name, title, kind }) => (
            <ButtonForm key={name} action={connectAction}>
              <input type="hidden" name="provider" value={name} />
              <SubmitButton
                says={say('connections.connect', { provider: title })}
                className="btn-quiet prov"
              >
                <ProviderMark kind={kind} />
              </SubmitButton>
            </ButtonForm>
          ))}
        </section>
      )}
    </AccountShell>
  );
}
