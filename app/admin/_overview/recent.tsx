import { searchLog } from '#lib/admin/audit-search';
import { sayToStaff } from '#lib/audit/say';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { Ago } from '#ui/time';

const LATEST = 8;

/** The latest entries of the log, in short. */
export async function RecentEntries({ viewer }: { viewer: Viewer }) {
  const entries = await searchLog(viewer, { limit: LATEST });
  return (
    <section className="card stack" aria-labelledby="recent">
      <div className="row">
        <h2 id="recent">{say('recentEntries.title')}</h2>
        <a href="/admin/audit">{say('recentEntries.all')}</a>
      </div>
      {entries.length === 0 ? (
        <p>{say('recentEntries.none')}</p>
      ) : (
        <ul className="rows dense">
          {entries.map((entry) => (
            <li key={entry.id}>
              <div>
                <h3>
                  {sayToStaff(entry)}{' '}
                  {entry.result === 'failure' && (
                    <span className="tag bad">{say('auditEntry.failure')}</span>
                  )}
                </h3>
                {entry.subject && (
                  <p className="hint">
                    <bdi>{entry.subject}</bdi>
                  </p>
                )}
              </div>
              <p className="hint">
                <Ago at={entry.at} zone={viewer.user.timeZone} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
