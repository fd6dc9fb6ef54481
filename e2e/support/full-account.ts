import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { LONGEST } from '#e2e/support/fill';
import type { TestServer } from '#e2e/support/server';

const SESSIONS = 150;
const PEOPLE = 100;
const EVENTS = 20_000;
const SMALL = 5_000;
const LARGE = 240;
const USERS = 20_000;
const DAY_MS = 86_400_000;

/**
 * Fills an account to its limits beside the doors: the quota with the longest notes and with very many of the
 * smallest, as many sessions as there can be, a note shared with as many as can be, years of activity. And the site
 * with other people. Answers the id of the shared note.
 */
export function fillAccount(server: TestServer, email: string): string {
  const database = new Database(server.database, { timeout: 10_000 });
  const id = String(database.prepare('select id from users where email = ?').pluck().get(email));
  const fill = database.transaction(() => {
    const shared = addNotes(database, id, email);
    addSessions(database, id);
    addEvents(database, id);
    database
      .prepare(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?) insert into users (id, email, name, search_name, created_at) select 'filled' || i, 'filled' || i || '@example.com', 'Filled', 'filled', ? from n",
      )
      .run(USERS, Date.now());
    return shared;
  });
  const shared = fill();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return shared;
}

function addNotes(database: Database.Database, userId: string, email: string): string {
  const note = database.prepare(
    'insert into notes (id, title, text, revision, created_at, updated_at) values (?, ?, ?, 1, ?, ?)',
  );
  const grant = database.prepare(
    "insert into grants (subject, relation, kind, object, address, granted_by, created_at) values (?, ?, 'note', ?, ?, ?, ?)",
  );
  const now = Date.now();
  let last = '';
  for (let nth = 0; nth < SMALL + LARGE; nth++) {
    // In the order of the list: the long ones come first.
    last = `ffffffff-${String(nth).padStart(4, '0')}-7000-8000-${randomUUID().slice(24)}`;
    note.run(last, 'x', nth < SMALL ? '' : LONGEST, now, now);
    grant.run(`user:${userId}`, 'owner', last, email, null, now);
  }
  for (let nth = 0; nth < PEOPLE; nth++) {
    const address = `reader${nth}@example.com`;
    grant.run(`mailbox:${address}`, 'viewer', last, address, userId, now + nth);
  }
  const bytes = 'select sum(length(cast(title as blob)) + length(cast(text as blob))) from notes';
  database.prepare(`update users set stored_bytes = (${bytes}) where id = ?`).run(userId);
  return last;
}

function addSessions(database: Database.Database, userId: string) {
  const row = database.prepare(
    "insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent) values (?, ?, 'x', 1, ?, ?, 1209600, ?, '2001:db8::1', ?)",
  );
  for (let nth = 0; nth < SESSIONS; nth++) {
    const agent = `Mozilla/5.0 (X11; Linux x86_64; rv:${nth}.0) Gecko/20100101 Firefox/${nth}.0`;
    row.run(randomUUID(), userId, Date.now() - nth, Date.now(), Date.now() + DAY_MS, agent);
  }
}

/** The hashes do not fit: whether the log is whole is asked elsewhere. */
function addEvents(database: Database.Database, userId: string) {
  const row = database.prepare(
    "insert into audit_events (seq, id, at, type, user_id, actor, address, user_agent, detail, hash) select seq + 1, ?, ?, 'user_updated', ?, 'user', '2001:db8::1', 'Mozilla/5.0 (X11; Linux x86_64; rv:1.0) Gecko/20100101 Firefox/1.0', '', '' from audit_head",
  );
  for (let nth = 0; nth < EVENTS; nth++)
    row.run(
      `${nth.toString(16).padStart(8, '0')}-0000-7000-8000-${'0'.repeat(12)}`,
      Date.now(),
      userId,
    );
}
