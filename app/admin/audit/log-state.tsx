import { FORMATS } from '#lib/audit/format';
import { lastWatched } from '#lib/audit/watch';
import { PostForm } from '#ui/post-form';
import { Time } from '#ui/time';

/** Whether the log is as it was written, by the last verification: at each start of the server and once a day. */
export function ChainState() {
  const watched = lastWatched();
  if (!watched) return <p className="notice warn">The log is being verified for the first time.</p>;
  const { at, verdict } = watched;
  const { head, faults } = verdict;
  if (faults.length > 0)
    return (
      <div className="summary" role="alert">
        <h2>The log was changed</h2>
        <ul>
          {faults.map(({ says }) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
        <p>
          Verified on <Time at={at} />.
        </p>
      </div>
    );
  return (
    <p className="notice">
      Verified up to entry {head.seq} on <Time at={at} />: nothing was changed, nothing is missing.
      The entries since then are verified with the next.
    </p>
  );
}

const SAYS = { ndjson: 'Export as NDJSON', csv: 'Export as CSV' };

/** Takes the days of the filter along; everything else of the log is exported whole, so that it can be verified. */
export function ExportForm({ values }: { values: { from: string; to: string } }) {
  return (
    <section className="card stack" aria-labelledby="export">
      <div className="stack-s">
        <h2 id="export">Export</h2>
        <p className="hint">
          {values.from || values.to
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
            <input type="hidden" name="from" value={values.from} />
            <input type="hidden" name="to" value={values.to} />
            <input type="hidden" name="format" value={format} />
          </PostForm>
        ))}
      </div>
    </section>
  );
}
