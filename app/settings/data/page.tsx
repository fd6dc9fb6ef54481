import { sayAllThings, sayAnyThing } from '#lib/permissions/called';
import { requireRecentViewer } from '#lib/session/require-viewer';
import { quotaBytes, usedBytes } from '#lib/things/storage';
import { say, textsOf } from '#texts/say';
import { AccountShell } from '#ui/account-shell';
import { Picture } from '#ui/picture';
import { PostForm } from '#ui/post-form';
import { DeleteAccountForm } from './form';

export default async function DataPage() {
  const viewer = await requireRecentViewer('account:export');
  return (
    <AccountShell viewer={viewer} at="/settings/data">
      <h1>{say('data.title')}</h1>
      <section className="card stack form-wide" aria-labelledby="download">
        <div className="empty">
          <Picture name="box" />
          <div className="stack-s">
            <h2 id="download">{say('data.download')}</h2>
            <p>{say('data.intro', { things: sayAllThings() })}</p>
          </div>
        </div>
        <Used bytes={await usedBytes(viewer)} />
        <PostForm
          action="/settings/data/export"
          says={say('data.submit')}
          whilePending={say('data.submitting')}
          isDownload
        />
      </section>
      <section className="card stack grave">
        <DeleteAccountForm
          text={{
            ...textsOf('deleteAccountForm'),
            atOnce: say('deleteAccountForm.atOnce', {
              thing: sayAnyThing(),
              things: sayAllThings(),
            }),
          }}
          email={viewer.user.email}
        />
      </section>
    </AccountShell>
  );
}

/** Less than this is said as such. */
const LEAST_BYTES = 10_000;

/** In megabytes as the setting counts them, with as much of it as says something. */
function Used({ bytes }: { bytes: number }) {
  const format = new Intl.NumberFormat(say('common.locale'), { maximumSignificantDigits: 2 });
  const inMb = (count: number) => format.format(count / 1_000_000);
  const quota = inMb(quotaBytes());
  const things = sayAllThings();
  return (
    <div className="stack-s">
      <meter className="meter" max={quotaBytes()} value={bytes} aria-hidden="true" />
      <p className="hint">
        {bytes < LEAST_BYTES
          ? say('data.usedLittle', { used: inMb(LEAST_BYTES), quota, things })
          : say('data.used', { used: inMb(bytes), quota, things })}
      </p>
    </div>
  );
}
