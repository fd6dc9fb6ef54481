import { expect } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Acknowledged } from './acknowledged.ts';
import { breaksIn } from './audit-chain.ts';
import type { TestServer } from './server.ts';
import type { Visitor } from './visitor.ts';

// Each finds what may not exist: something that happened by half.
const HALVES = {
  // bcrypt is what the tests import.
  'a password that is no hash':
    "select id from credentials where kind = 'password' and secret not glob '$argon2id$*' and secret not glob '$2b$[01][0-9]$*'",
  'an account without its password':
    "select id from users where id not in (select user_id from credentials where kind = 'password')",
  'a session without its account':
    'select id from sessions where user_id not in (select id from users)',
  'a session nobody wrote down':
    "select user_id from sessions group by user_id having count(*) > (select count(*) from audit_events where type = 'session_created' and audit_events.user_id = sessions.user_id)",
  'a code that was redeemed for no account':
    'select id from codes where redeemed_at is not null and email not in (select email from users)',
  'an account that was written down and is not there':
    "select id from audit_events where type = 'user_created' and user_id not in (select id from users)",
  'a code on its way without its mail':
    'select id from codes where email not in (select recipient from outbox)',
};

/** Expects a database file to be sound and to hold nothing that happened by half. */
export function expectSoundDatabase(file: string) {
  const database = new Database(file);
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    expect(breaksIn(database)).toEqual([]);
    for (const [half, query] of Object.entries(HALVES))
      expect(database.prepare(query).all(), half).toEqual([]);
  } finally {
    database.close();
  }
}

/** Expects everything that was acknowledged to be there: accounts, sessions, and the ends of sessions. */
export async function expectKept(server: TestServer, acknowledged: Acknowledged) {
  const database = new Database(server.database, { readonly: true });
  const emails = new Set(database.prepare('select email from users').pluck().all());
  database.close();
  expect(acknowledged.accounts.filter((email) => !emails.has(email))).toEqual([]);
  for (const visitor of acknowledged.alive) expect(await isSignedIn(visitor)).toBe(true);
  for (const visitor of acknowledged.ended) expect(await isSignedIn(visitor)).toBe(false);
}

/** Whether the visitor's cookies open the dashboard; anything but yes or no is an error. */
export async function isSignedIn(visitor: Visitor): Promise<boolean> {
  const { status, headers } = await visitor.go('/dashboard');
  if (status !== 200 && !headers.location?.includes('/sign-in'))
    throw new Error(`The dashboard answered ${status}`);
  return status === 200;
}
