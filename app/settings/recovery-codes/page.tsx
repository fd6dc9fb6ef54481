import { formNumber } from '#lib/codes/code-request';
import { env } from '#lib/env';
import { countCodes } from '#lib/factors/recovery-codes/rows';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { say } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Arrival } from '#ui/arrival';
import { ButtonForm } from '#ui/button-form';
import { PostForm } from '#ui/post-form';
import { SubmitButton } from '#ui/submit-button';
import { Heading } from '#ui/title';
import { makeRecoveryCodesAction } from './actions';
import { newCodes, type ShownCodes } from './shown';

export default async function RecoveryCodesPage() {
  const viewer = await requireRecentViewer('account:protect');
  const shown = newCodes.read();
  const left = await countCodes(viewer.user.id);
  return (
    <AccountShell viewer={viewer} at="/settings/security">
      {shown ? (
        <Codes {...shown} email={viewer.user.email} />
      ) : (
        <>
          <div className="stack-s">
            <Heading part={say('security.part')}>{say('recoveryCodes.title')}</Heading>
            <p>{say('recoveryCodes.intro')}</p>
          </div>
          <section className="card stack form-wide" aria-label={say('recoveryCodes.title')}>
            <p>{say('recoveryCodes.left', { left })}</p>
            {left > 0 && <p className="hint">{say('recoveryCodes.replaces')}</p>}
            <ButtonForm action={makeRecoveryCodesAction}>
              <input type="hidden" name="form" value={formNumber()} />
              <SubmitButton
                says={say('recoveryCodes.get')}
                whilePending={say('recoveryCodes.getting')}
                className="btn-primary"
              />
            </ButtonForm>
          </section>
        </>
      )}
    </AccountShell>
  );
}

/** The one place that shows them, as the proof knows: they are given to no client component. */
const Codes = ({ codes, form, email }: ShownCodes & { email: string }) => (
  <>
    <Arrival>
      <Heading part={say('security.part')}>{say('recoveryCodes.shown')}</Heading>
      <p>{say('recoveryCodes.once')}</p>
    </Arrival>
    <section className="card stack form-wide" aria-labelledby="codes">
      <h2 id="codes">{say('recoveryCodes.of', { email, site: env().host })}</h2>
      <ol className="codes" aria-label={say('recoveryCodes.list')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <PostForm
        action="/settings/recovery-codes/file"
        says={say('recoveryCodes.save')}
        whilePending={say('recoveryCodes.saving')}
        isDownload
      >
        <input type="hidden" name="form" value={form} />
      </PostForm>
      <p className="hint">{say('recoveryCodes.print')}</p>
      <p>
        <a href="/settings/security">{say('recoveryCodes.kept')}</a>
      </p>
    </section>
  </>
);
