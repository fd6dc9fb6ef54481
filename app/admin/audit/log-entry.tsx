import type { FoundEntry } from '#lib/admin/audit-search';
import { sayDetail, sayToStaff } from '#lib/audit/say';
import { sayRole } from '#lib/permissions/called';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { say } from '#texts/say';
import { Time } from '#ui/time';

/** One entry of the log, whole: what happened, to whom, by whom, to what, from where, and how it ended. */
export function LogEntry({ entry, zone }: { entry: FoundEntry; zone: string }) {
  const { seq, at, type, result, address, userAgent, object, detail } = entry;
  return (
    <li>
      <div className="entry">
        <div>
          <h3>
            {sayToStaff(entry)}{' '}
            {result === 'failure' && <span className="tag bad">{say('auditEntry.failure')}</span>}
          </h3>
          <p className="mono">
            {seq} · <Time at={at} zone={zone} isExact />
            <br />
            {type} · {result}
          </p>
        </div>
        <dl className="mono">
          <dt>{say('auditEntry.account')}</dt>
          <dd>{entry.subject ?? entry.userId ?? say('auditEntry.nobodys')}</dd>
          <dt>{say('auditEntry.by')}</dt>
          <dd>{byWhom(entry)}</dd>
          <dt>{say('auditEntry.from')}</dt>
          <dd>
            {sayAddress(address)} · <bdi title={userAgent}>{describeBrowser(userAgent)}</bdi>
          </dd>
          {(object || detail) && (
            <>
              <dt>{say('auditEntry.about')}</dt>
              <dd>
                <bdi>{[object, sayDetail(detail)].filter(Boolean).join(' · ')}</bdi>
              </dd>
            </>
          )}
        </dl>
      </div>
    </li>
  );
}

/** Events that need no session: nobody proved who did them, and it may not have been the person they concern. */
const BY_ANYBODY =
  /^(authn_login_(fail|lock)|authn_(token|code)_fail|authn_token_reuse|session_use_after_expire|client_login_fail|excess_|malicious_|user_reset_started)/;

function byWhom({ actor, actorId, by, userId, type }: FoundEntry): string {
  if (actor === 'user')
    return say(userId && !BY_ANYBODY.test(type) ? 'auditEntry.person' : 'auditEntry.sender');
  if (actor === 'administrator' || actor === 'support')
    return say('auditEntry.staff', { role: sayRole(actor), who: String(by ?? actorId) });
  return say(actor === 'operator' ? 'auditEntry.operator' : 'auditEntry.system');
}
