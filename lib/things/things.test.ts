import { beforeEach, expect, test } from 'vitest';
import { notes } from '#drizzle/product/notes';
import { auditEvents } from '#drizzle/schema/audit';
import { grants } from '#drizzle/schema/grants';
import { db } from '#lib/db/client';
import {
  addPerson,
  editNote,
  emailOf,
  listNotes,
  NoteText,
  NoteTitle,
  relations,
  share,
  writeNote,
} from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { changeShareRole } from '#lib/sharing/change-role';
import { leaveThing } from '#lib/sharing/leave';
import { removeShare } from '#lib/sharing/remove-share';
import { emptyTables, setClock } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';
import { deleteThing } from '#lib/things/delete';
import { readThing } from '#lib/things/read';

beforeEach(emptyTables);

const edit = { title: 'Anew', text: 'Second', revision: 1 };

test('a new note is its maker’s alone', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada, 'Plans', 'one\ntwo');
  expect(await readThing(ada, noteOf(id))).toMatchObject({
    title: 'Plans',
    text: 'one\ntwo',
    relation: 'owner',
    mayEdit: true,
    mayShare: true,
    mayDelete: true,
    mayLeave: false,
  });
  expect(await readThing(bob, noteOf(id))).toBeNull();
  expect(await listNotes(bob)).toEqual({ notes: [], next: null });
});

test('an editor writes, a viewer only reads, a stranger does neither', async () => {
  const [ada, bob, cyd, eve] = await Promise.all(['ada', 'bob', 'cyd', 'eve'].map(addPerson));
  const id = await writeNote(ada!);
  await share(ada!, id, 'bob', 'editor');
  await share(ada!, id, 'cyd');
  expect(await editNote(bob!, id, edit)).toMatchObject({ ok: true });
  for (const other of [cyd!, eve!])
    expect(await editNote(other, id, { ...edit, revision: 2 })).toMatchObject({
      reason: 'not_allowed',
    });
  expect(await readThing(cyd!, noteOf(id))).toMatchObject({ text: 'Second', mayEdit: false });
  expect(await readThing(eve!, noteOf(id))).toBeNull();
  for (const other of [bob!, cyd!, eve!])
    expect((await deleteThing(other, noteOf(id))).ok).toBe(false);
  expect(await deleteThing(bob!, noteOf(id), 2)).toMatchObject({ reason: 'not_allowed' });
  expect(await deleteThing(ada!, noteOf(id), 1)).toMatchObject({ reason: 'changed', revision: 2 });
  expect((await deleteThing(ada!, noteOf(id), 2)).ok).toBe(true);
  expect(await db().select().from(notes)).toEqual([]);
  expect(await db().select().from(grants)).toEqual([]);
});

test('one of two people who edit the same state is told, and nothing of theirs is written', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada);
  await share(ada, id, 'bob', 'editor');
  const outcomes = await Promise.all([
    editNote(ada, id, { ...edit, text: 'of ada' }),
    editNote(bob, id, { ...edit, text: 'of bob' }),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed', revision: 2 });
  expect(await readThing(ada, noteOf(id))).toMatchObject({
    revision: 2,
    text: expect.stringMatching(/^of /),
  });
  expect(await editNote(bob, id, { ...edit, revision: 2 })).toMatchObject({ ok: true });
});

/** Every page of somebody's list. */
async function pagesOf(viewer: Actor) {
  const pages: string[][] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await listNotes(viewer, after);
    pages.push(page.notes.map(({ id }) => id));
    after = page.next;
  }
  return pages;
}

test('a list has every note that one may see once, newest first, 25 a page', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const seen: string[] = [];
  for (let n = 0; n < 29; n++) {
    setClock(Date.UTC(2026, 0, 1, 0, n));
    const [own, shared, others] = [
      await writeNote(ada),
      await writeNote(bob),
      await writeNote(bob),
    ];
    await share(bob, shared, 'ada');
    seen.push(own, shared);
    expect(others).not.toBe(shared);
  }
  const pages = await pagesOf(ada);
  expect(pages.flat()).toEqual(seen.reverse());
  expect(pages.map(({ length }) => length)).toEqual([25, 25, 8]);
});

test.each(['zzz', '', '%', "' or 1=1 --", '\u0000'])(
  'a list after %j is only a list',
  async (after) => {
    const ada = await addPerson('ada');
    await writeNote(ada);
    await expect(listNotes(ada, after)).resolves.toBeDefined();
  },
);

test('each act on a note makes its entry: who, which note, and never a word of it or an address', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada, 'canary-title', 'canary-text');
  await share(ada, id, 'bob', 'editor');
  await editNote(bob, id, { title: 'canary-anew', text: 'canary-anew', revision: 1 });
  await changeShareRole(ada, noteOf(id), { email: emailOf('bob'), role: 'viewer' });
  await leaveThing(bob, noteOf(id));
  await share(ada, id, 'cyd');
  await removeShare(ada, noteOf(id), emailOf('cyd'));
  await deleteThing(ada, noteOf(id));
  const rows = await db().select().from(auditEvents).orderBy(auditEvents.id);
  const [a, b] = [ada.user.id, bob.user.id];
  expect(rows.map(({ type, userId }) => [type, userId])).toEqual([
    ['sensitive_create', a],
    ['privilege_permissions_changed', a],
    ['sensitive_update', b],
    ['privilege_permissions_changed', a],
    ['privilege_permissions_changed', b],
    ['privilege_permissions_changed', a],
    ['privilege_permissions_changed', a],
    ['sensitive_delete', a],
  ]);
  expect(new Set(rows.map(({ object }) => object))).toEqual(new Set([`note:${id}`]));
  expect(JSON.stringify(rows)).not.toMatch(/canary|@/);
});

test('an act that is refused leaves no entry and changes nothing', async () => {
  const [ada, eve] = [await addPerson('ada'), await addPerson('eve')];
  const id = await writeNote(ada);
  const before = await db().select().from(auditEvents);
  await editNote(eve, id, edit);
  await editNote(ada, id, { ...edit, revision: 7 });
  await deleteThing(eve, noteOf(id));
  await leaveThing(eve, noteOf(id));
  await leaveThing(ada, noteOf(id));
  await share(eve, id, 'eve', 'editor');
  await removeShare(eve, noteOf(id), emailOf('ada'));
  await removeShare(ada, noteOf(id), emailOf('ada'));
  await changeShareRole(ada, noteOf(id), { email: emailOf('ada'), role: 'viewer' });
  expect(await relations(id)).toEqual({ ada: 'owner' });
  expect(await db().select().from(auditEvents)).toEqual(before);
  expect(await readThing(ada, noteOf(id))).toMatchObject({ text: 'First', revision: 1 });
});

test.each([
  ['  Plans  ', 'Plans'],
  ['e\u0301', 'é'],
  ['one\u2028two', 'one two'],
  ['👩‍👩‍👧'.repeat(40), '👩‍👩‍👧'.repeat(40)],
  ['😀'.repeat(200), '😀'.repeat(200)],
])('the title %j is %j', (typed, title) => expect(NoteTitle.parse(typed)).toBe(title));

test.each([
  '',
  '   ',
  '\u200b\u200b',
  '\u202e',
  '\u00a0',
  '\u00ad',
  'a'.repeat(201),
  '😀'.repeat(201),
])('the title %j is refused', (typed) => expect(NoteTitle.safeParse(typed).success).toBe(false));

test('a text is kept as it is typed, its line ends as line feeds, up to 20,000 code points', () => {
  expect(NoteText.parse(' a\r\nb\rc\td\n ')).toBe(' a\nb\nc\td\n ');
  expect(NoteText.parse('')).toBe('');
  expect(NoteText.parse('😀'.repeat(20_000))).toHaveLength(40_000);
  expect(NoteText.safeParse('😀'.repeat(20_001)).success).toBe(false);
  expect(NoteText.parse('a\r\n'.repeat(10_000))).toHaveLength(20_000);
});
