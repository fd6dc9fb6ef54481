import { beginAuthenticator, begunAuthenticator } from '#lib/accounts/authenticator/begin';
import { inGroups } from '#lib/factors/base32';
import { currentRequest } from '#lib/request/context';
import { requireRecentViewer, requireStillHere } from '#lib/session/require-viewer';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';
import { removeAuthenticatorAction } from './actions';
import { AuthenticatorForm } from './form';
import { Qr } from './qr';

export default async function AuthenticatorPage() {
  const viewer = await requireRecentViewer('account:protect');
  // What answers a form that was refused shows the key that the person has given to the app.
  const isAgain = currentRequest()?.method === 'POST';
  const key = await (isAgain ? begunAuthenticator(viewer) : beginAuthenticator(viewer));
  if (!key) await requireStillHere(viewer);
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      {key ? (
        <>
          <div className="stack-s">
            <Heading part={say('security.part')}>{say('authenticator.setUpTitle')}</Heading>
            <p>{say('authenticator.intro')}</p>
          </div>
          <section className="card stack form-wide" aria-labelledby="key">
            <h2 id="key">{say('authenticator.give')}</h2>
            <p>{say('authenticator.how')}</p>
            {/* The one place that shows the key, as the proof knows: it is given to no client component. */}
            <Qr of={key.uri} label={say('authenticator.picture')} />
            <dl className="facts">
              <dt>{say('authenticator.key')}</dt>
              <dd className="mono">{inGroups(key.typed, ' ')}</dd>
            </dl>
            <p className="hint">{say('authenticator.once')}</p>
          </section>
          <section className="card stack">
            <AuthenticatorForm text={textsOf('authenticatorForm')} />
          </section>
        </>
      ) : (
        <SetUp />
      )}
    </AccountShell>
  );
}

const SetUp = () => (
  <>
    <Heading part={say('security.part')}>{say('authenticator.title')}</Heading>
    <section className="card stack form-wide" aria-label={say('authenticator.title')}>
      <p>{say('authenticator.isSetUp')}</p>
      <p className="hint">{say('authenticator.another')}</p>
      <ButtonForm action={removeAuthenticatorAction}>
        <SubmitButton
          says={say('authenticator.remove')}
          of={say('authenticator.title')}
          className="btn-danger"
        />
      </ButtonForm>
    </section>
  </>
);
