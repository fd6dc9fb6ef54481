import { findPasskey } from '#lib/accounts/passkeys/list';
import { refuse, requireRecentViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Heading } from '#ui/title';
import { RemovePasskeyForm, RenamePasskeyForm } from './forms';

type Props = { params: Promise<{ credential: string }> };

export default async function PasskeyPage({ params }: Props) {
  const viewer = await requireRecentViewer('account:protect');
  const { credential: id } = await params;
  const passkey = await findPasskey(viewer, id);
  if (!passkey) return refuse(viewer, 'account:protect', id);
  const { name } = passkey;
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <div className="stack-s">
        <Heading part={say('passkeys.title')}>{name}</Heading>
        <p>
          <a href="/settings/passkeys">{say('passkeys.all')}</a>
        </p>
      </div>
      <section className="card stack">
        <RenamePasskeyForm text={textsOf('renamePasskeyForm')} passkey={{ id, name }} />
      </section>
      <section className="card stack">
        <RemovePasskeyForm text={textsOf('removePasskeyForm')} id={id} />
      </section>
    </AccountShell>
  );
}
