import { quotaBytes, usedBytes } from '#lib/notes/storage';
import { requireRecentViewer } from '#lib/session/viewer';
import { AccountShell } from '#ui/account-shell';
import { PostForm } from '#ui/post-form';
import { DeleteAccountForm } from './form';

export default async function DataPage() {
  const viewer = await requireRecentViewer('account:export');
  return (
    <AccountShell viewer={viewer} at="/settings/data">
      <h1>Your data</h1>
      <section className="card stack form-wide" aria-labelledby="download">
        <h2 id="download">Download your data</h2>
        <p>
          One JSON file with everything that is held about you: your account, your sessions, what
          happened to it, which mails were sent to you, your notes and whom you share them with, and
          what others share with you.
        </p>
        <Used bytes={await usedBytes(viewer)} />
        <PostForm
          action="/settings/data/export"
          says="Download my data"
          whilePending="Making the file…"
          isDownload
        />
      </section>
      <section className="card stack">
        <DeleteAccountForm email={viewer.user.email} />
      </section>
    </AccountShell>
  );
}

/** Less than this is said as such. */
const LEAST_BYTES = 10_000;

/** In megabytes as the setting counts them, with as much of it as says something. */
function Used({ bytes }: { bytes: number }) {
  const inMb = (count: number) =>
    new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(count / 1_000_000);
  return (
    <p className="hint">
      Your notes take up {bytes < LEAST_BYTES ? 'less than ' : ''}
      {inMb(Math.max(bytes, LEAST_BYTES))} MB of the {inMb(quotaBytes())} MB there is room for.
    </p>
  );
}
