import { findConnection } from '#lib/accounts/connections/list';
import { providerTitle } from '#lib/providers/stored';
import { refuse, requireRecentViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Heading } from '#ui/title';
import { DisconnectForm } from './form';

type Props = { params: Promise<{ connection: string }> };

export default async function ConnectionPage({ params }: Props) {
  const viewer = await requireRecentViewer('account:protect');
  const { connection: id } = await params;
  const found = await findConnection(viewer, id);
  if (!found) return refuse(viewer, 'account:protect', id);
  const provider = await providerTitle(found.provider);
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <div className="stack-s">
        <Heading part={say('connections.title')}>
          {say('connections.called', { provider, label: found.label })}
        </Heading>
        <p>
          <a href="/settings/connections">{say('connections.all')}</a>
        </p>
      </div>
      <section className="card stack">
        <DisconnectForm text={textsOf('disconnectForm')} id={id} />
      </section>
    </AccountShell>
  );
}
