import { randomUUID } from 'node:crypto';
import { openDatabase } from '#e2e/support/open-database';
import type { TestServer } from '#e2e/support/server';

/** The longest text that a note can have: 20,000 characters of four bytes each. */
export const LONGEST = '\u{1f9ff}'.repeat(20_000);

/** Puts notes of a person into the database, as if they had written them. */
export function addNotes(server: TestServer, email: string, count: number, text: string) {
  const database = openDatabase(server.database);
  const userId = database.prepare('select id from users where email = ?').pluck().get(email);
  const note = database.prepare(
    'insert into notes (id, title, text, revision, created_at, updated_at) values (?, ?, ?, 1, ?, ?)',
  );
  const own = database.prepare(
    "insert into grants (subject, relation, kind, object, address, created_at) values ('user:' || ?, 'owner', 'note', ?, ?, ?)",
  );
  database.transaction(() => {
    for (let nth = 0; nth < count; nth++) {
      const [id, now] = [randomUUID(), Date.now()];
      note.run(id, `Note ${nth}`, text, now, now);
      own.run(userId, id, email, now);
    }
  })();
  database.close();
}
