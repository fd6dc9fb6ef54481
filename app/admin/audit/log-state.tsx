import type { ReactNode } from 'react';
import { FORMATS } from '#lib/audit/format';
import { countUnverified, lastWatched } from '#lib/audit/watch';
import { ButtonForm } from '#ui/button-form';
import { PostForm } from '#ui/post-form';
import { SubmitButton } from '#ui/submit-button';
import { Time } from '#ui/time';
import { verifyNowAction } from './actions';

/** What the last verification found (at each start of the server, once a day, when asked), and what it has not seen. */
export async function ChainState({ zone }: { zone: string }) {
  const watched = lastWatched();
  if (!watched) return <Pending text="The log has not been verified since the server started." />;
  const { at, verdict } = watched;
  const { head, faults } = verdict;
  if (faults.length > 0) return <Changed at={at} zone={zone} faults={faults} />;
  const unverified = await countUnverified();
  if (unverified === 0)
    return (
      <p className="notice">
        All entries up to {head.seq} were verified on <Time at={at} zone={zone} />: nothing was
        changed, nothing is missing.
      </p>
    );
  const entries = unverified === 1 ? '1 entry is' : `${unverified} entries are`;
  return (
    <Pending text={`${entries} not yet verified.`}>
      {head.seq > 0 && (
        <>
          {' '}
          Those up to {head.seq} were, on <Time at={at} zone={zone} />: nothing was changed, nothing
          is missing.
        </>
      )}
    </Pending>
  );
}

function Pending({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="notice plain row">
      <p>
        {text}
        {children}
      </p>
      <ButtonForm action={verifyNowAction}>
        <SubmitButton says="Verify now" className="btn-quiet btn-s" />
      </ButtonForm>
    </div>
  );
}

function Changed({ at, zone, faults }: { at: Date; zone: string; faults: { says: string }[] }) {
  return (
    <div className="summary" role="alert">
      <h2>The log was changed</h2>
      <ul>
        {faults.map(({ says }) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <p>
        Verified on <Time at={at} zone={zone} />.
      </p>
    </div>
  );
}

const SAYS = { ndjson: 'Export as NDJSON', csv: 'Export as CSV' };

/** Takes the days of the filter along; everything else of the log is exported whole, so that it can be verified. */
export function ExportForm({ days: { from, to } }: { days: { from: string; to: string } }) {
  return (
    <section className="card stack" aria-labelledby="export">
      <div className="stack-s">
        <h2 id="export">Export</h2>
        <p className="hint">
          {from || to
            ? 'All entries of the days chosen above, of every person and kind.'
            : 'All entries, of every person and kind.'}{' '}
          The export itself becomes an entry.
        </p>
      </div>
      <div className="actions">
        {FORMATS.map((format) => (
          <PostForm
            key={format}
            action="/admin/audit/export"
            says={SAYS[format]}
            whilePending="Exporting…"
            isDownload
          >
            <input type="hidden" name="from" value={from} />
            <input type="hidden" name="to" value={to} />
            <input type="hidden" name="format" value={format} />
          </PostForm>
        ))}
      </div>
    </section>
  );
}
