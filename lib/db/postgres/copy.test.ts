import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { closeDb } from '#lib/db/client';
import { compareDatabases, copyDatabase } from '#lib/db/copy/copy';
import { openFileSide } from '#lib/db/copy/file';
import { openServerSide } from '#lib/db/copy/server';
import { copiedTables } from '#lib/db/copy/tables';
import { transaction } from '#lib/db/transaction';
import { addUser, changeSettings, makeFolder, runApart } from '#lib/testing/database.test-support';
import { fill } from '#lib/testing/filled.test-support';
import { inCluster, openClient, testDatabase } from '#lib/testing/in-cluster.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

let made = 0;
/** An empty database of the cluster, gone when the test is over. */
async function newDatabase() {
  const name = `copy_${process.pid}_${made++}`;
  await inCluster(`create database ${name} template template0`);
  onTestFinished(() => inCluster(`drop database if exists ${name} with (force)`));
  return testDatabase(name);
}

const newFile = () => `file:${join(makeFolder(), 'gatehouse.db')}`;
const pathOf = (url: string) => url.replace('file:', '');

async function ask(url: string, statement: string) {
  const client = await openClient(url);
  const { rows } = await client.query(statement).finally(() => client.end());
  return rows;
}

const SWITCHED_OFF = "select tgname from pg_trigger where not tgisinternal and tgenabled <> 'O'";
const GUARDS = 'select count(*)::int as count from pg_trigger where not tgisinternal';

test('every table of the schema goes to PostgreSQL and back, and all digests are the same', async () => {
  const [from, middle, back] = [newFile(), await newDatabase(), newFile()];
  await fill(openFileSide(pathOf(from), true));
  const there = await copyDatabase({ from, to: middle });
  expect(there.map(({ table }) => table)).toEqual(copiedTables().map(({ name }) => name));
  expect(
    there.flatMap(({ table, rows, different }) => (rows === 0 || different ? [table] : [])),
  ).toEqual(['audit_inbox']);
  expect(there.find(({ table }) => table === 'users')?.rows).toBe(4_500);
  expect(await copyDatabase({ from: middle, to: back })).toEqual(there);
  expect(await compareDatabases({ from, to: back })).toEqual(there);
  expect(await ask(middle, SWITCHED_OFF)).toEqual([]);
  expect(await ask(middle, GUARDS)).toEqual([{ count: 18 }]);
});

test('one changed letter, a missing row and an added one are named, with table and key', async () => {
  const [from, to] = [newFile(), await newDatabase()];
  await fill(openFileSide(pathOf(from), true));
  await copyDatabase({ from, to });
  await ask(to, "update notes set text = text || '.' where revision = 1234567891");
  await ask(to, "delete from grants where address like '%address2'");
  await ask(to, "insert into root_secrets values ('~', 1)");
  await ask(
    to,
    "begin; set local session_replication_role = replica; update audit_events set detail = 'X' where seq = 4; commit",
  );
  const compared = await compareDatabases({ from, to });
  expect(
    compared.flatMap(({ table, different }) => (different ? [[table, different]] : [])),
  ).toEqual([
    ['root_secrets', { key: '~', says: 'was added' }],
    ['audit_events', { key: '4', says: 'has another detail' }],
    ['grants', { key: expect.stringContaining('subject2'), says: 'is missing' }],
    ['notes', { key: expect.stringMatching(/id1$/), says: 'has another text' }],
  ]);
});

test.each(['PostgreSQL', 'SQLite'])(
  'a copy to %s whose process is killed has left the target as it was, guards too, and is begun anew',
  async (engine) => {
    const [from, to] = [newFile(), engine === 'SQLite' ? newFile() : await newDatabase()];
    await fill(openFileSide(pathOf(from), true));
    const copying = runApart(
      `const { copyDatabase } = await import('#lib/db/copy/copy');
      const onProgress = ({ what, table }) => {
        if (what === 'Copying' && table === 'notes') process.kill(process.pid, 'SIGKILL');
      };
      await copyDatabase(${JSON.stringify({ from, to }).replace(/\}$/, ', onProgress }')});`,
      {},
    );
    expect(await copying.ended).toMatchObject({ code: null, errors: '' });
    if (engine === 'PostgreSQL') {
      expect(await ask(to, 'select 1 from users')).toEqual([]);
      expect(await ask(to, SWITCHED_OFF)).toEqual([]);
    } else {
      const file = openFile(pathOf(to));
      expect(file.prepare('select 1 from users').all()).toEqual([]);
      expect(file.prepare("select 1 from sqlite_schema where type = 'trigger'").all()).toHaveLength(
        16,
      );
      file.close();
    }
    const compared = await copyDatabase({ from, to });
    expect(compared.filter(({ different }) => different)).toEqual([]);
  },
);

test('what was copied is a database that works: what waited for the log is in it, the log is whole and goes on', async () => {
  const [from, to] = [await newDatabase(), newFile()];
  const goOn = async (DATABASE_URL: string) => {
    await closeDb();
    changeSettings({ DATABASE_URL });
  };
  onTestFinished(closeDb);
  await goOn(from);
  const userId = await addUser('ada@example.com');
  const told = () => transaction(record({ type: 'user_updated', userId, detail: 'profile' }));
  await told();
  await closeDb();
  expect(await ask(from, 'select 1 from audit_inbox')).toHaveLength(1);
  await copyDatabase({ from, to });
  await goOn(to);
  expect(await verifyLog()).toMatchObject({ entries: 1, faults: [] });
  await told();
  expect(await verifyLog()).toMatchObject({ entries: 2, faults: [] });
});

test.each([
  [
    'nobody serves',
    'postgres://gatehouse@127.0.0.1:1/g',
    /^The database g at .* cannot be used: .*Start PostgreSQL there/,
  ],
  ['is missing', testDatabase('nowhere'), /does not exist\. Make it: create database nowhere/],
  ['may not be used', testDatabase('postgres', 'stranger'), /Give DATABASE_URL the user/],
])('a server that %s is told in one sentence, as source and as target', async (_, url, says) => {
  const from = newFile();
  await fill(openFileSide(pathOf(from), true));
  await expect(copyDatabase({ from, to: url })).rejects.toThrow(says);
  await expect(copyDatabase({ from: url, to: newFile() })).rejects.toThrow(says);
});

test('a database that a server is connected to is refused on either side, and so is the same one twice', async () => {
  const [url, file] = [await newDatabase(), newFile()];
  await fill(await openServerSide(url));
  await expect(copyDatabase({ from: url, to: url })).rejects.toThrow(/of the same database/);
  const server = await openClient(url);
  await server.query("set application_name = 'gatehouse'");
  const isServed =
    /^A server is connected to the database copy_\S+ at .*\. Stop every server first\.$/;
  await expect(copyDatabase({ from: url, to: file })).rejects.toThrow(isServed);
  await expect(compareDatabases({ from: url, to: file })).rejects.toThrow(isServed);
  await server.query("set application_name = 'psql'");
  await server.query('begin; update users set name = name');
  await expect(copyDatabase({ from: url, to: file })).rejects.toThrow(/^Somebody else writes into/);
  await server.end();
  expect(await copyDatabase({ from: url, to: file })).toHaveLength(copiedTables().length);
  await expect(copyDatabase({ from: file, to: url })).rejects.toThrow(
    /^The database copy_\S+ at \S+ has people already\. Nothing was copied/,
  );
});

test('nobody writes into either while they are copied', async () => {
  const [from, to] = [newFile(), await newDatabase()];
  await fill(openFileSide(pathOf(from), true));
  const refused: string[] = [];
  const noteCode = (error: { code: string }) => void refused.push(error.code);
  const asked: Promise<unknown>[] = [];
  const late = await openClient(to);
  await late.query('set lock_timeout = 1');
  await copyDatabase({
    from,
    to,
    onProgress: () => {
      if (asked.length > 0) return;
      asked.push(late.query("insert into root_secrets values ('late', 1)").catch(noteCode));
      const file = openFile(pathOf(from));
      try {
        file.exec('pragma busy_timeout = 0; delete from users');
      } catch (error) {
        noteCode({ code: (error as Error).message });
      }
      file.close();
    },
  });
  await Promise.all(asked);
  await late.end();
  expect(refused.sort()).toEqual(['55P03', 'database is locked']);
});
