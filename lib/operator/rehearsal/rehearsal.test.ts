import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '#lib/db/back-up';
import { db } from '#lib/db/client';
import { copyOf } from '#lib/operator/rehearsal/copy-of';
import { lookInto } from '#lib/operator/rehearsal/look';
import { bindToSecrets } from '#lib/server/bind';
import {
  addUser,
  changeSettings,
  makeFolder,
  moveToFile,
} from '#lib/testing/database.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

/** A backup with a person in it, made by the server's own means. */
async function backup() {
  moveToFile();
  db();
  await bindToSecrets();
  await addUser();
  const file = join(makeFolder(), 'backup.db');
  expect((await backUp(file)).ok).toBe(true);
  return file;
}

const look = (file: string) => {
  const { copy } = copyOf(file, makeFolder());
  return { copy, content: lookInto(copy, file) };
};

test('the rows of each table are counted, and the backup itself is only read', async () => {
  const file = await backup();
  const before = { bytes: readFileSync(file), at: statSync(file).mtimeMs };
  const { content } = look(file);
  expect(content).toMatchObject({ tables: { users: 1, sessions: 0 }, isOfThisSecret: true });
  expect({ bytes: readFileSync(file), at: statSync(file).mtimeMs }).toEqual(before);
});

test('it is told whether the secret that is set here opens it', async () => {
  const file = await backup();
  changeSettings({ SESSION_SECRET: 'quite another one of forty characters at least' });
  expect(look(file).content.isOfThisSecret).toBe(false);
  changeSettings({ SESSION_SECRET: undefined });
  expect(look(file).content.isOfThisSecret).toBe(null);
});

test('nobody hears of a rehearsal: mail and notices are taken out of the copy, addresses of sites too', async () => {
  const file = await backup();
  const filled = openFile(file);
  filled.exec(`
    insert into outbox (id, template, recipient, subject, body, state, attempts, last_error, created_at, due_at)
      values ('1', 'x', 'ada@example.com', 'x', 'x', 'waiting', 0, '', 0, 0);
    insert into logout_notices (id, user_id, client_id, uri, attempts, last_error, created_at, due_at)
      values ('1', 'x', 'x', 'https://site.example/out', 0, '', 0, 0);
    insert into oauth_clients (id, name, kind, redirect_uris, created_at, backchannel_logout_uri)
      values ('site', 'x', 'web', '[]', 0, 'https://site.example/out');`);
  filled.close();
  const { copy, content } = look(file);
  expect(content.tables).toMatchObject({ outbox: 1, logout_notices: 1, oauth_clients: 2 });
  const made = openFile(copy, { readonly: true });
  const left = made.prepare(
    'select (select count(*) from outbox) + (select count(*) from logout_notices) + (select count(backchannel_logout_uri) from oauth_clients)',
  );
  expect(left.pluck().get()).toBe(0);
  made.close();
});

const WRONG: [string, (file: string) => unknown, RegExp][] = [
  ['is not there', () => 'nothing.db', /^There is no file .*nothing\.db\.$/],
  [
    'is a dump of PostgreSQL',
    (file) => writeFileSync(file, 'PGDMP'),
    /is no SQLite database.*PostgreSQL/,
  ],
  ['is empty', (file) => writeFileSync(file, ''), /is no SQLite database/],
  ['is a folder', () => '.', /is no SQLite database/],
  ['is somebody else’s', (file) => makeAnother(file), /is no database of Gatehouse\.$/],
  ['has a page of nothing', (file) => spoil(file), /is damaged: /],
];

function makeAnother(file: string) {
  writeFileSync(file, '');
  const other = openFile(file);
  other.exec('create table users (id)');
  other.close();
}

function spoil(file: string) {
  const bytes = readFileSync(file);
  bytes.fill(0xff, 8 * 4096, 12 * 4096);
  writeFileSync(file, bytes);
}

test.each(WRONG)('what %s is refused', async (_, make, says) => {
  const file = await backup();
  const made = make(file);
  const which = typeof made === 'string' ? join(file, '..', made) : file;
  expect(() => look(which)).toThrow(says);
});
