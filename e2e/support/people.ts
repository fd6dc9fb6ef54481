import { hash } from '@node-rs/argon2';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { TestServer } from './server.ts';
import { newEmail, PASSWORD } from './test.ts';

/** Puts accounts beside the door into the database, all with the password of the tests. */
export async function addPeople(server: TestServer, count: number): Promise<string[]> {
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const emails = Array.from({ length: count }, (_, index) => newEmail(`person${index}`));
  const database = new Database(server.database, { timeout: 5_000 });
  const add = database.prepare(
    'insert into users (id, email, name, password_hash, created_at) values (?, ?, ?, ?, ?)',
  );
  database.transaction(() => {
    for (const email of emails) add.run(uuid(), email, 'Ada', passwordHash, Date.now());
  })();
  database.close();
  return emails;
}
