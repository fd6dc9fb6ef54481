import { randomInt } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import Database from 'better-sqlite3';
import { DASHBOARD_EMAIL, events, NAME, otherSessions, PASSWORD } from '#e2e/bench/sample';

/** The default parameters of the product; `ARGON2_…` is not set for the servers that are measured. */
export const ARGON2 = { memoryCost: 47_104, timeCost: 2, parallelism: 1 };

export const emailOf = (nth: number, called = 'person') => `${called}${nth}@example.com`;

/** A network nobody has tried from yet, so that the limits of one try are not another's. */
export const newNetwork = () => `10.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;

/** Puts people into the database, all with the same password. */
export async function addPeople(database: string, count: number, called = 'person') {
  const passwordHash = await hash(PASSWORD, ARGON2);
  write(database, (sqlite) => {
    const add = sqlite.prepare(
      'insert into users (id, email, name, created_at) values (?, ?, ?, ?)',
    );
    for (let nth = 0; nth < count; nth++)
      add.run(`${called}${nth}`, emailOf(nth, called), `Person ${nth}`, Date.now());
    // Whose dashboard is looked at.
    if (called === 'person') add.run('ada', DASHBOARD_EMAIL, NAME, Date.now());
    givePasswords(sqlite, passwordHash);
  });
}

/** Gives everybody who has none the password with this hash. */
export const givePasswords = (sqlite: Database.Database, hash: string) =>
  sqlite
    .prepare(
      "insert into credentials (id, user_id, kind, handle, secret, created_at, confirmed_at) select id, id, 'password', id, ?, created_at, created_at from users where true on conflict do nothing",
    )
    .run(hash);

/** Gives Ada, who has signed in, exactly the other sessions and events that the bare page shows. */
export function showSample(database: string) {
  write(database, (sqlite) => {
    // Nothing but this can delete an entry, and the log does not hold together afterwards.
    const guard = sqlite
      .prepare("select sql from sqlite_master where name = 'audit_events_kept'")
      .pluck()
      .get() as string;
    sqlite.exec('drop trigger audit_events_kept');
    sqlite.exec("delete from audit_events where user_id = 'ada'");
    sqlite.exec(guard);
    const session = sqlite.prepare(
      "insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent) values (?, 'ada', 'none', 1, ?, ?, 1209600, ?, ?, ?)",
    );
    for (const row of otherSessions(Date.now())) {
      const expiresAt = Date.now() + 86_400_000;
      session.run(row.id, row.createdAt, row.lastSeenAt, expiresAt, row.address, row.userAgent);
    }
    const event = sqlite.prepare(
      "insert into audit_events (seq, id, at, type, user_id, actor, address, user_agent, detail, hash) select seq + 1, ?, ?, ?, 'ada', 'user', ?, ?, '', '' from audit_head",
    );
    for (const row of events(Date.now()))
      event.run(row.id, row.at, row.type, row.address, row.userAgent);
  });
}

function write(database: string, work: (sqlite: Database.Database) => void) {
  const sqlite = new Database(database, { timeout: 10_000 });
  sqlite.transaction(() => work(sqlite))();
  sqlite.close();
}
