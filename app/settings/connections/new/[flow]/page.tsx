import { findIdentity } from '#lib/accounts/connections/link';
import { providerTitle } from '#lib/providers/stored';
import { setResponse } from '#lib/request/context';
import { readProviderSecret } from '#lib/session/cookie';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Heading } from '#ui/title';
import { ConnectForm } from './form';

type Props = { params: Promise<{ flow: string }> };

/** Asks whether this account elsewhere is to sign in to the viewer's: nothing is connected without a word of theirs. */
export default async function NewConnectionPage({ params }: Props) {
  const viewer = await requireRecentViewer('account:protect');
  const { flow } = await params;
  const found = await findIdentity(flow, await readProviderSecret(), viewer.session.id);
  if (!found) setResponse({ status: 410 });
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      {found ? (
        <section className="card stack">
          <ConnectForm
            text={textsOf('connectForm')}
            flow={flow}
            label={found.identity.label}
            provider={await providerTitle(found.identity.provider)}
            email={viewer.user.email}
          />
          <a href="/settings/connections">{say('connectForm.not')}</a>
        </section>
      ) : (
        <>
          <Heading>{say('providerOver.title')}</Heading>
          <p>{say('providerOver.why')}</p>
          <p>
            <a href="/settings/connections">{say('connections.all')}</a>
          </p>
        </>
      )}
    </AccountShell>
  );
}
