import 'server-only';
import type { AuditType } from '#lib/audit/types';

/** What of an entry its sentence is made of. */
export type LoggedEvent = { type: string; object: string; detail: string };

/** How things and people are called to whoever reads it. Without it: no title and no address. */
export type Names = {
  /** Of a note, by its id; what the reader may not see has none. */
  title: (id: string) => string | undefined;
  /** Of a person in the list of a note, by the mark that the log has of them. */
  person: (id: string, mark: string) => string | undefined;
};

/**
 * What happened. A sentence of its own ("=") for what anybody could have done who had got in: that it was the
 * person is not known. What is done to a thing, and a refusal, goes on from "You".
 */
const ACTS: Record<AuditType, string> = {
  authn_login_success: '=Signed in',
  authn_login_fail: '=A wrong password was tried',
  authn_login_lock: '=Too many wrong passwords: further tries have to wait',
  authn_confirmed: '=It was proven again who this is',
  user_updated: '=The account was changed',
  authn_password_change: '=The password was changed',
  authn_token_created: '=A program was let in',
  authn_token_denied: '=A program was turned away',
  authn_token_reuse: '=A used token was shown again: the program was signed out',
  authn_token_fail: '=A token that opens nothing was shown',
  authn_code_fail: '=A wrong code was typed',
  session_created: '=A session began',
  session_expired: '=A session reached its end',
  session_use_after_expire: '=A session that is over was used',
  session_ended: '=A session was ended',
  sessions_ended: '=Sessions were ended',
  signing_key_rotated: '=The key that tokens are signed with was changed',
  secret_changed: '=The secret of the server was changed',
  client_login_fail: '=A program showed a wrong secret',
  client_changed: '=The programs that may ask were changed',
  user_created: '=The account was created',
  user_reset_started: '=A new password was asked for',
  user_deleted: '=The account was deleted',
  data_exported: '=Everything held about the account was downloaded',
  user_disabled: '=The account was disabled',
  user_enabled: '=The account was opened again',
  authz_fail: 'were refused something',
  privilege_permissions_changed: 'changed who may do what',
  excess_rate_limit_exceeded: '=Something was tried too often and has to wait',
  malicious_csrf: '=A form that another site sent was refused',
  audit_trimmed: '=Old entries were removed from the start of the log',
  sensitive_read: '=The audit log was exported',
  sensitive_create: 'created something',
  sensitive_update: 'changed something',
  sensitive_delete: 'deleted something',
};

type Thing = { what: string; whom: string; role: string };

/** What was done to a note, by the words that the acts on notes write into the log. */
const ON_NOTES: [detail: RegExp, says: (about: Thing) => string][] = [
  [/^note created/, ({ what }) => `created ${what}`],
  [/^note edited/, ({ what }) => `changed ${what}`],
  [/^note deleted/, ({ what }) => `deleted ${what}`],
  [/^note shared/, ({ what, whom, role }) => `shared ${what} with ${whom} as ${role}`],
  [/^role changed/, ({ what, whom, role }) => `made ${whom} ${role} of ${what}`],
  [/^share removed/, ({ what, whom }) => `took ${what} away from ${whom}`],
  [/^ownership offered/, ({ what, whom }) => `offered ${what} to ${whom}`],
  [/^offer withdrawn/, ({ what }) => `took the offer of ${what} back`],
  [/^offer accepted/, ({ what }) => `took ${what} over`],
  [/^offer declined/, ({ what }) => `declined ${what}`],
  [/^left the note/, ({ what }) => `left ${what}`],
];

/** What somebody asked for and may not have, by the act: "account:list:any". */
const REFUSED: Record<string, string> = {
  'account:list': 'the list of users',
  'account:read': 'the page of a user',
  'account:read-reach': 'the list of what a user may reach',
  'account:disable': 'disabling or enabling an account',
  'account:change-role': 'changing the role of an account',
  'account:delete': 'deleting an account',
  'account:reset': 'asking a person for a new password',
  'session:list': 'a list of sessions',
  'session:end': 'ending a session',
  'audit:read': 'the audit log',
  'audit:export': 'an export of the audit log',
  'note:read': 'a note',
  'note:edit': 'a change of a note',
  'note:delete': 'deleting a note',
  'note:share': 'sharing a note',
  'note:offer': 'offering a note',
  'note:accept': 'taking a note over',
  'note:leave': 'leaving a note',
};

const ROLE = /role (?:changed to )?(viewer|editor|owner)/;
const MARK = /, person ([\w-]{24})$/;

function onNote({ object, detail }: LoggedEvent, names: Names | undefined): string | null {
  const id = object.match(/^note:(.+)$/)?.[1];
  const says = ON_NOTES.find(([pattern]) => pattern.test(detail))?.[1];
  if (!id || !says) return null;
  const title = names?.title(id);
  const gone = names ? 'a note that is gone' : 'a note';
  return says({
    what: title === undefined ? gone : `“${title}”`,
    whom: names?.person(id, detail.match(MARK)?.[1] ?? '') ?? 'somebody',
    role: detail.match(ROLE)?.[1] ?? 'viewer',
  });
}

/** Of some kinds the detail says more; null when it does not. */
const DETAILED: Partial<Record<AuditType, (detail: string) => string | null>> = {
  authz_fail: (act) => `were refused ${REFUSED[act.replace(/:(own|any)$/, '')] ?? `“${act}”`}`,
  authn_login_success: (how) => `=Signed in with a ${how}`,
  authn_token_created: (program) => `=${program} was let in`,
  authn_token_denied: (program) => `=${program} was turned away`,
  user_updated: (what) =>
    what === 'email' ? '=The address of the account was changed' : `=The ${what} was changed`,
  authn_password_change: (how) => `=The password was changed ${how}`,
  session_ended: (why) => (why === 'signed out' ? '=Signed out' : null),
  privilege_permissions_changed: (detail) => {
    const [, from, to] = detail.match(/^role (\w+) to (\w+)$/) ?? [];
    return from ? `=The role was changed from ${from} to ${to}` : null;
  },
};

const withDetail = ({ type, detail }: LoggedEvent): string | null =>
  (detail && DETAILED[type as AuditType]?.(detail)) || null;

const actOf = (told: LoggedEvent, names?: Names): string =>
  onNote(told, names) ??
  withDetail(told) ??
  (ACTS as Record<string, string>)[told.type] ??
  '=Something happened';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** To the person of the account: "You created “Plans”"; what another did is not told as their own act. */
export function sayToPerson(told: LoggedEvent, byAnother: boolean, names: Names): string {
  const act = actOf(told, byAnother ? undefined : names);
  if (act.startsWith('=')) return act.slice(1);
  return byAnother ? capital(act) : `You ${act}`;
}

/** To those who administer: the same acts, with no title and no address of anybody. */
export function sayToStaff(told: LoggedEvent): string {
  const act = actOf(told);
  if (act.startsWith('=')) return act.slice(1);
  return capital(act.replace(/^were /, 'was '));
}

/** What each kind of event is, for who chooses one. */
export const sayKind = (type: AuditType): string => sayToStaff({ type, object: '', detail: '' });
