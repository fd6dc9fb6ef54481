import type { ReactNode } from 'react';
import type { Activity } from '#lib/audit/list';
import type { AuditType } from '#lib/audit/types';
import { sayAddress } from '#lib/request/address';
import { describeBrowser } from '#lib/request/browser';
import { Time } from '#ui/time';

/** What each kind of event means, as a plain sentence. */
export const EVENT_SENTENCES: Record<AuditType, string> = {
  authn_login_success: 'Signed in',
  authn_login_fail: 'A wrong password was tried',
  authn_login_lock: 'Too many wrong passwords: further tries have to wait',
  authn_confirmed: 'It was proven again who this is',
  user_updated: 'The account was changed',
  authn_password_change: 'The password was changed',
  authn_token_created: 'A program was let in',
  authn_token_denied: 'A program was turned away',
  authn_token_reuse: 'A used token was shown again: the program was signed out',
  authn_token_fail: 'A token that opens nothing was shown',
  authn_code_fail: 'A wrong code was typed',
  session_created: 'A session began',
  session_expired: 'A session reached its end',
  session_use_after_expire: 'A session that is over was used',
  session_ended: 'A session was ended',
  sessions_ended: 'Sessions were ended',
  signing_key_rotated: 'The key that tokens are signed with was changed',
  secret_changed: 'The secret of the server was changed',
  client_login_fail: 'A program showed a wrong secret',
  client_changed: 'The programs that may ask were changed',
  user_created: 'The account was created',
  user_reset_started: 'A new password was asked for',
  user_deleted: 'The account was deleted',
  data_exported: 'Everything held about the account was downloaded',
  user_disabled: 'The account was disabled',
  user_enabled: 'The account was opened again',
  authz_fail: 'Something was asked for that this account may not do',
  privilege_permissions_changed: 'Who may do what was changed',
  excess_rate_limit_exceeded: 'Something was tried too often and has to wait',
  malicious_csrf: 'A form that another site sent was refused',
  audit_trimmed: 'Old entries were removed from the start of this log',
  sensitive_read: 'The audit log was exported',
  sensitive_create: 'Something was made',
  sensitive_update: 'Something was changed',
  sensitive_delete: 'Something was deleted',
};

const BY = { administrator: 'by an administrator', operator: 'by the operator' };

type Props = {
  activity: Activity[];
  zone?: string | undefined;
  /** What can be done about one event. */
  action?: (event: Activity) => ReactNode;
};

/** What happened to an account. */
export function ActivityList({ activity, zone, action }: Props) {
  return (
    <ul className="rows dense">
      {activity.map((event) => (
        <li key={event.id}>
          <div className="stack-s">
            <h3>{EVENT_SENTENCES[event.type]}</h3>
            <p className="mono">
              <Time at={event.at} zone={zone} /> ·{' '}
              {event.byAnother
                ? BY[event.byAnother]
                : `${sayAddress(event.address)} · ${describeBrowser(event.userAgent)}`}
            </p>
          </div>
          {action?.(event)}
        </li>
      ))}
    </ul>
  );
}
