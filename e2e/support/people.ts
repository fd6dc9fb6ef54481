import { hash } from '@node-rs/argon2';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '#e2e/support/open-database';
import type { TestServer } from './server.ts';
import { newEmail, PASSWORD } from './test.ts';

/** Puts accounts beside the door into the database, all with the password of the tests. */
export async function addPeople(server: TestServer, count: number): Promise<string[]> {
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const emails = Array.from({ length: count }, (_, index) => newEmail(`person${index}`));
  const database = openDatabase(server.database);
  const add = database.prepare(
    'insert into users (id, email, name, created_at) values (?, ?, ?, ?)',
  );
  const givePassword = database.prepare(
    "insert into credentials (id, user_id, kind, handle, secret, created_at, confirmed_at) select id, id, 'password', id, ?, created_at, created_at from users where id = ?",
  );
  database.transaction(() => {
    for (const email of emails) {
      const id = uuid();
      add.run(id, email, 'Ada', Date.now());
      givePassword.run(passwordHash, id);
    }
  })();
  database.close();
  return emails;
}
