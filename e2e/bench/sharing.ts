import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Finding, median, ratios } from '#e2e/bench/finding';
import { startOurs } from '#e2e/bench/servers';

const ROUNDS = 9;
const PAGES = 30;
const BATCH = 100_000;
const NOTE = '01900000-0000-7000-8000-0000000000aa';
const OWN_NOTES = 30;

/** What one may do, and finding people, with very many rows in the database, against hardly any. */
export async function sharing(rows: { users: number; notes: number; grants: number }) {
  const [full, empty] = [await startOurs(), await startOurs()];
  fill(full.database, rows);
  for (const { database } of [full, empty]) makeAdaAdministratorWithNotes(database);
  await sleep(200);
  const compare = async (what: string, path: string, more: object, emptyPath = path) => {
    const pairs: [number, number][] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const pair = [await msPerPage(full, path), await msPerPage(empty, emptyPath)] as const;
      if (round >= 0) pairs.push([...pair]);
    }
    return { what, ...ratios(pairs, 'ms'), ...more } as Finding;
  };
  const many = `${rows.notes.toLocaleString('en')} notes and ${rows.grants.toLocaleString('en')} grants`;
  const target = { against: 'an empty database', atMost: 1.5, aim: 1.1 };
  return [
    await compare(`opening one note among ${many}`, `/notes/${NOTE}`, target),
    await compare(`the first page of one's notes among ${many}`, '/notes', target),
    await compare(
      `searching ${rows.users.toLocaleString('en')} people`,
      '/admin/users?q=filled00005',
      { against: 'the same page for a handful of people', atMost: 2, aim: 1.5 },
      '/admin/users?q=person',
    ),
  ];
}

async function msPerPage(
  { url, asAda }: { url: string; asAda: Record<string, string> },
  path: string,
): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < PAGES; nth++) {
    const start = performance.now();
    const page = await fetch(url + path, { headers: asAda, redirect: 'manual' });
    await page.text();
    times.push(performance.now() - start);
    if (page.status !== 200) throw new Error(`${path} answered ${page.status}.`);
  }
  return median(times);
}

function fill(database: string, { users, notes, grants }: Parameters<typeof sharing>[0]) {
  const sqlite = new Database(database, { timeout: 10_000 });
  const now = Date.now();
  const numbers =
    'with recursive n(i) as (select @from union all select i + 1 from n where i + 1 < @to)';
  const add = (count: number, statement: string, more: object = {}) => {
    const prepared = sqlite.prepare(statement);
    for (let from = 0; from < count; from += BATCH)
      prepared.run({ from, to: Math.min(count, from + BATCH), now, ...more });
  };
  add(
    users,
    `insert into users (id, email, name, search_name, created_at) ${numbers} select printf('filled%09d', i), printf('filled%09d@example.com', i), printf('Filled %09d', i), printf('filled %09d', i), @now from n`,
  );
  add(
    notes,
    `insert into notes (id, title, text, revision, created_at, updated_at) ${numbers} select printf('01800000-0000-7000-8000-%012d', i), 'A note', 'Some text', 1, @now, @now from n`,
  );
  // Each note has an owner, and as many others as there are grants left: no person and note twice.
  add(
    grants,
    `insert or ignore into grants (subject, relation, kind, object, address, granted_by, created_at) ${numbers} select printf('user:filled%09d', (i * 7 + i / @notes) % @users), case when i < @notes then 'owner' when i % 2 then 'editor' else 'viewer' end, 'note', printf('01800000-0000-7000-8000-%012d', i % @notes), 'somebody@example.com', null, @now from n`,
    { notes, users },
  );
  sqlite.exec('analyze');
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
}

/** Both servers show Ada the same: notes of her own, one page and a bit, and the pages of an administrator. */
function makeAdaAdministratorWithNotes(database: string) {
  const sqlite = new Database(database, { timeout: 10_000 });
  const now = Date.now();
  sqlite.prepare("update users set role = 'administrator' where id = 'ada'").run();
  sqlite
    .prepare(
      "update sessions set created_at = ?, proven_at = ?, last_seen_at = ? where user_id = 'ada'",
    )
    .run(now, now + 3_600_000, now);
  const note = sqlite.prepare(
    "insert into notes (id, title, text, revision, created_at, updated_at) values (?, 'A note of Ada', 'Some text', 1, ?, ?)",
  );
  const grant = sqlite.prepare(
    "insert into grants (subject, relation, kind, object, address, granted_by, created_at) values ('user:ada', 'owner', 'note', ?, 'ada@example.com', null, ?)",
  );
  for (let nth = 0; nth < OWN_NOTES; nth++) {
    const id = nth === 0 ? NOTE : `01900000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
    note.run(id, now, now);
    grant.run(id, now);
  }
  sqlite.close();
}
