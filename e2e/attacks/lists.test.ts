import { randomUUID } from 'node:crypto';
import { addNotes } from '#e2e/support/fill';
import { writeNote } from '#e2e/support/notes';
import { openDatabase } from '#e2e/support/open-database';
import type { TestServer } from '#e2e/support/server';
import { enterAs, idOf } from '#e2e/support/staff';
import { expect, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const MANY = 60;
const DAY_MS = 86_400_000;

type Scene = { ada: Visitor; email: string; id: string; dee: Visitor; note: string };

/** A row of each list says these words once. */
const LISTS: [name: string, path: (scene: Scene) => string, row: RegExp, count: number][] = [
  ['notes', () => '/notes', /href="\/notes\/[0-9a-f-]{36}"/g, MANY + 1],
  ['sessions', () => '/settings/sessions', /signed in(?:\s|<!-- -->)*<time/g, MANY + 1],
  ['people', ({ note }) => `/notes/${note}/sharing`, /<bdi>reader\d+@example\.com<\/bdi>/g, MANY],
  [
    'sessions of a person',
    ({ id }) => `/admin/users/${id}`,
    /signed in(?:\s|<!-- -->)*<time/g,
    MANY + 1,
  ],
];

function fill(server: TestServer, { email, id, note }: Scene) {
  addNotes(server, email, MANY, 'x');
  const database = openDatabase(server.database);
  const session = database.prepare(
    "insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent) values (?, ?, 'x', 1, ?, ?, 1209600, ?, '::1', 'curl/8.9.1')",
  );
  const share = database.prepare(
    "insert into grants (subject, relation, kind, object, address, granted_by, created_at) values ('mailbox:' || ?, 'viewer', 'note', ?, ?, ?, ?)",
  );
  const now = Date.now();
  for (let nth = 0; nth < MANY; nth++) {
    session.run(randomUUID(), id, now, now, now + DAY_MS);
    const address = `reader${nth}@example.com`;
    share.run(address, note, address, id, now);
  }
  database.close();
}

/** Everything that a list says from its first page to its last, by its plain links. */
async function readThrough(visitor: Visitor, path: string, row: RegExp) {
  const pages: number[] = [];
  const links = new Set([path]);
  for (const link of links) {
    const { status, text } = await visitor.go(link.split('#')[0] as string);
    expect([link, status]).toEqual([link, 200]);
    pages.push(text.match(row)?.length ?? 0);
    const next = text.match(/<a href="([^"]*[?&](?:after|sessions)=[^"]*)">(More|Older)<\/a>/)?.[1];
    if (next) links.add(next.replaceAll('&amp;', '&'));
  }
  return { pages, last: [...links].at(-1) as string };
}

test('every list comes in pages, by plain links, and a place that nobody was given says so', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const { visitor: dee } = await enterAs(server, 'administrator');
  const id = idOf(server, email);
  const scene = { ada, email, id, dee, note: await writeNote(ada) };
  fill(server, scene);
  for (const [name, path, row, count] of LISTS) {
    const visitor = path(scene).startsWith('/admin') ? dee : ada;
    const { pages, last } = await readThrough(visitor, path(scene), row);
    expect(Math.max(...pages), name).toBeLessThanOrEqual(26);
    expect(
      pages.reduce((sum, one) => sum + one, 0),
      name,
    ).toBe(count);
    expect(pages.length, name).toBe(3);
    const [, param = ''] = last.match(/[?&](\w+)=/) ?? [];
    for (const cursor of [
      'x',
      '%00',
      'bm90ZXMg',
      `${last.split('=')[1]?.slice(2)}`,
      'y'.repeat(5_000),
    ]) {
      const bad = await visitor.go(`${path(scene)}?${param}=${cursor}`);
      expect([name, cursor, bad.status]).toEqual([name, cursor, 200]);
      expect(bad.text, cursor).toContain('This address leads to no page of the list.');
    }
  }
});

test('a person with many sessions can end them at once at the top of the first page', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const note = await writeNote(ada);
  fill(server, { ada, email, id: idOf(server, email), dee: ada, note });
  const { text } = await ada.go('/settings/sessions');
  expect(text.replaceAll('<!-- -->', '')).toContain(`You’re signed in on ${MANY} other devices.`);
  expect(text.indexOf('Sign out everywhere else')).toBeLessThan(text.indexOf('class="rows"'));
  expect(text).toContain('curl');
  expect(text).toContain('this machine');
});
