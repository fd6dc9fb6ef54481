import type { Activity } from '#lib/audit/list';
import type { AuditType } from '#lib/audit/record';
import { describeBrowser } from '#lib/request/browser';
import { Time } from '#ui/time';

const WORDS: Record<AuditType, string> = {
  authn_login_success: 'Signed in',
  authn_login_fail: 'A wrong password was tried',
  authn_login_lock: 'Too many wrong passwords: further tries have to wait',
  session_created: 'A session began',
  session_ended: 'A session was ended',
  sessions_ended: 'Sessions were ended',
  user_created: 'The account was created',
  user_disabled: 'The account was disabled',
  user_enabled: 'The account was opened again',
};

/** What happened to an account, newest first. */
export function ActivityList({ activity }: { activity: Activity[] }) {
  return (
    <ul className="rows dense">
      {activity.map((event) => (
        <li key={event.id}>
          <div className="stack-s">
            <h3>{WORDS[event.type]}</h3>
            <p className="mono">
              <Time at={event.at} /> · {event.address} · {describeBrowser(event.userAgent)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
