import { takesPasskeys } from '#lib/accounts/passkeys/ask';
import { listPasskeys } from '#lib/accounts/passkeys/list';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Heading } from '#ui/title';
import { AddPasskeyForm } from './form';
import { PasskeyItem } from './row';
import { TellDevice } from './tell-device';

export default async function PasskeysPage() {
  const viewer = await requireRecentViewer('account:protect');
  const passkeys = await listPasskeys(viewer);
  const isAtRisk = passkeys.length === 1 && !passkeys[0]?.isBackedUp;
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      <div className="stack-s">
        <Heading>{say('passkeys.title')}</Heading>
        <p className="hint">{say('passkeys.intro')}</p>
      </div>
      <section className="card stack" aria-label={say('passkeys.list')}>
        <h2>{say('passkeys.list')}</h2>
        {passkeys.length === 0 && <p>{say('passkeys.none')}</p>}
        {passkeys.length > 0 && (
          <ul className="rows">
            {passkeys.map((passkey) => (
              <PasskeyItem key={passkey.id} passkey={passkey} zone={viewer.user.timeZone} />
            ))}
          </ul>
        )}
        {isAtRisk && <p className="notice warn">{say('passkeys.onlyOne')}</p>}
      </section>
      {takesPasskeys() && (
        <section className="card stack">
          <AddPasskeyForm text={textsOf('addPasskeyForm')} />
        </section>
      )}
      <TellDevice />
    </AccountShell>
  );
}
