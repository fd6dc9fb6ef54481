import type { Found } from '#lib/audit/search';
import { isAuditType } from '#lib/audit/types';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { EVENT_SENTENCES } from '#ui/activity-list';

/** One entry of the log, whole: what happened, to whom, by whom, to what, from where, and how it ended. */
export function LogEntry({ entry }: { entry: Found }) {
  const { seq, at, type, result, address, userAgent, object, detail } = entry;
  return (
    <li>
      <div className="entry">
        <div>
          <h3>
            {isAuditType(type) ? EVENT_SENTENCES[type] : 'Something happened'}{' '}
            {result === 'failure' && <span className="tag bad">failure</span>}
          </h3>
          <p className="mono">
            {seq} ·{' '}
            <time dateTime={at.toISOString()}>
              {at.toISOString().slice(0, 19).replace('T', ' ')}
            </time>{' '}
            UTC
            <br />
            {type} · {result}
          </p>
        </div>
        <dl className="mono">
          <dt>Account</dt>
          <dd>{entry.subject ?? entry.userId ?? 'nobody’s'}</dd>
          <dt>By</dt>
          <dd>{byWhom(entry)}</dd>
          <dt>From</dt>
          <dd>
            {sayAddress(address)} · <bdi title={userAgent}>{describeBrowser(userAgent)}</bdi>
          </dd>
          {(object || detail) && (
            <>
              <dt>About</dt>
              <dd>
                <bdi>{[object, detail].filter(Boolean).join(' · ')}</bdi>
              </dd>
            </>
          )}
        </dl>
      </div>
    </li>
  );
}

function byWhom({ actor, actorId, by, userId, result }: Found): string {
  // Who failed to prove who they are may be anybody.
  if (actor === 'user') return userId && result === 'success' ? 'the person' : 'whoever sent it';
  if (actor === 'administrator') return `administrator ${by ?? actorId}`;
  return actor === 'operator' ? 'the operator' : 'the system';
}
