import { getTableName, sql } from 'drizzle-orm';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { PRODUCT_RESOURCES } from '#lib/product/resources';

const begun = "'session_created', 'authn_token_created'";
const theirs = "'user:' || users.id";
const things = PRODUCT_RESOURCES.map(
  ({ kind, table }) => `select '${kind}' as kind, id as object from ${getTableName(table)}`,
).join(' union all ');

/** Mails that go out with an entry of the log, in one transaction: of each as many as of the other. */
const TOLD: [template: string, entries: string][] = [
  ['credential-added', "type = 'credential_added' and detail <> 'personal_token'"],
  ['credential-removed', "type = 'credential_removed'"],
  ['password-changed', "type = 'authn_password_change'"],
  ['recovery-code-used', "type = 'credential_used' and detail = 'recovery_codes'"],
  ['recovered', "type = 'user_recovered'"],
  ['recovery', "type = 'user_recovery_started'"],
  ['token-reused', "type = 'authn_token_reuse'"],
  ['account-deleted', "type = 'user_deleted'"],
  ['role-changed', "type = 'privilege_permissions_changed' and detail like 'role_changed%'"],
];
const count = (from: string, where: string) => `(select count(*) from ${from} where ${where})`;
/** The mails of an account go with it. */
const isThere =
  "(type = 'user_deleted' or exists (select 1 from users where users.id = audit_events.user_id))";

/**
 * What holds of the database between any two acts, whatever was killed, refused or done at the same moment: each as a query
 * for what breaks it. Both engines answer them.
 */
const SOUND: Record<string, string> = {
  'every session was entered into the log when it began': `
    select id from sessions where token_name is null and not exists (
      select 1 from audit_events where type in (${begun}) and session_id = sessions.id)`,
  'every session that ended was entered into the log': `
    select began.session_id from audit_events as began where began.type in (${begun})
      and not exists (select 1 from sessions where id = began.session_id)
      and not exists (select 1 from audit_events as ended where ended.seq > began.seq
        and (ended.session_id = began.session_id and ended.type in ('session_ended', 'authn_token_reuse')
          or ended.type in ('sessions_ended', 'user_deleted')
            and (ended.user_id = began.user_id or ended.user_id is null)))`,
  'an account that is shut has no session': `
    select sessions.id from sessions inner join users on users.id = sessions.user_id
      where disabled_at is not null and disabled_until is null`,
  'a session of a program is that of a program, and no other has tokens': `
    select oauth_records.id from oauth_records inner join sessions on sessions.id = session_id
      where client_id is null and token_name is null`,
  'of one line of refresh tokens one is not used': `
    select session_id from oauth_records where kind = 'RefreshToken' and consumed_at is null
      group by session_id having count(*) > 1`,
  'a code that was used holds nothing any more': `
    select id from codes where redeemed_at is not null and payload <> ''`,
  'a code has no tries but those it was given':
    'select id from codes where tries_left not between 0 and 5',
  'a person has one password and one app at most, and both are theirs': `
    select id from credentials where kind in ('password', 'totp') and handle <> user_id`,
  'a passkey or a code that was not shown to work is none': `
    select id from credentials where kind in ('passkey', 'recovery_code', 'password') and confirmed_at is null`,
  'codes stand in for something, ten at most': `
    select user_id from credentials where kind = 'recovery_code' group by user_id having count(*) > 10`,
  'nothing is left of an account that was deleted': `
    select subject from grants where subject like 'user:%' and not exists (
      select 1 from users where ${theirs} = subject)`,
  'what is granted is there': `
    select object from grants where not exists (
      select 1 from (${things}) as there where there.kind = grants.kind and there.object = grants.object)`,
  'every thing has one owner': `
    select there.object from (${things}) as there where 1 <> (
      select count(*) from grants where grants.kind = there.kind
        and grants.object = there.object and relation = 'owner')`,
  'what an account is said to store is what it stores': `
    select users.id from users where stored_bytes < 0 or (stored_bytes > 0 and not exists (
      select 1 from grants where subject = ${theirs} and relation = 'owner'))`,
  'nothing of the log waits for ever': 'select id from audit_inbox',
  ...Object.fromEntries(
    TOLD.map(([template, entries]) => [
      `every mail "${template}" has its entry, and every entry its mail`,
      `select 1 as broken where ${count('outbox', `template = '${template}'`)} <> ${count('audit_events', `${entries} and ${isThere}`)}`,
    ]),
  ),
};

/** The last administrator stays, where there was one. */
export const ADMINISTRATOR = `select 1 as broken where not exists (
  select 1 from users where role = 'administrator' and disabled_at is null)`;

/** What is broken, and by which rows; the log is verified from its beginning. */
export async function unsound(more: Record<string, string> = {}): Promise<string[]> {
  await sealLog();
  const broken: string[] = [];
  for (const [rule, query] of Object.entries({ ...SOUND, ...more })) {
    const rows = await db().values<unknown[]>(sql.raw(query));
    if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows)}`);
  }
  const { faults } = await verifyLog();
  return [...broken, ...faults.map(({ says }) => says)];
}
