import { beforeEach, expect, test, vi } from 'vitest';
import { searchLog } from '#lib/admin/audit-search';
import { createNote, listNotes } from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { inRequest, type RequestContext } from '#lib/request/context';
import { fakeCookies } from '#lib/session/cookies.test-support';
import { formMark } from '#lib/session/form-mark';
import { sealTicket } from '#lib/session/ticket';
import { offerThing } from '#lib/sharing/offer';
import { shareThing } from '#lib/sharing/share';
import { addUser, beginSession, contextOf, emptyTables } from '#lib/testing/database.test-support';
import { readThing } from '#lib/things/read';

const browser = vi.hoisted(() => ({ cookies: {} as ReturnType<typeof fakeCookies> }));
vi.mock('next/headers', () => ({ cookies: () => browser.cookies.module.cookies() }));
// Which of its two halves the name means is decided by Next's bundler; for actions it is this one.
vi.mock('next/navigation', () => import('next/dist/client/components/navigation.react-server'));

const ADA = 'ada@example.com';
const BOB = 'bob@example.com';
const FORM = '0b5e2a52-9a0c-4f6e-8a1d-2f0a5c1b7d11';

type Fields = Record<string, string>;
type Answer = { to: string; answer: RequestContext['answer'] };
let ada = '';
let bob = '';

const person = (id: string, email: string) => ({ user: { id, email, role: 'member' as const } });

async function enter(userId: string) {
  browser.cookies = fakeCookies();
  const value = await sealTicket(await beginSession(userId));
  browser.cookies.jar.set('session', { value, maxAge: undefined });
}

/** Sends a form, made for this person; answers where it led to. */
async function send(file: string, name: string, fields: Fields, of = ada): Promise<Answer> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...fields, made_for: formMark(of) }))
    form.append(field, value);
  const context = contextOf('192.0.2.1', { url: '/notes', method: 'POST' });
  const act = (await import(/* @vite-ignore */ `/app/${file}/actions.ts`))[name];
  const to = await inRequest(context, async () =>
    act.length === 2 ? act({}, form) : act(form),
  ).then(
    ({ problems }) => String(problems[0].text),
    (error: { digest?: string }) =>
      error.digest?.match(/^NEXT_REDIRECT;\w+;([^;]*)/)?.[1] ?? error.digest ?? String(error),
  );
  return { to, answer: context.answer };
}

const refusals = async () => {
  const staff = { user: { id: ada, role: 'administrator' } };
  return (await searchLog(staff, { type: 'authz_fail', limit: 50 })).length;
};

const count = async () => (await listNotes(person(ada, ADA))).notes.length;

async function write(viewer = person(ada, ADA)): Promise<string> {
  const made = await createNote(viewer, { title: 'Keep', text: 'First' });
  if (!made.ok) throw new Error(made.reason);
  return made.value.id;
}

/** A note of Bob’s that Ada may read. */
async function shared(): Promise<string> {
  const id = await write(person(bob, BOB));
  await shareThing(person(bob, BOB), noteOf(id), { email: ADA, role: 'viewer' });
  return id;
}

async function offered(): Promise<string> {
  const id = await shared();
  await offerThing(person(bob, BOB), noteOf(id), ADA);
  return id;
}

beforeEach(async () => {
  await emptyTables();
  ada = await addUser(ADA, { passwordHash: 'x', role: 'administrator' });
  bob = await addUser(BOB, { passwordHash: 'x' });
  await enter(ada);
});

const NOTE = '(product)/notes/[note]';

/** What is done, and where its form leads, sent once and once more. */
const ACTS: Record<string, () => Promise<[file: string, act: string, fields: Fields, to: string]>> =
  {
    'deleting a note': async () => [
      `${NOTE}/delete`,
      'deleteNoteAction',
      { note: await write() },
      '/notes',
    ],
    'leaving a note': async () => [
      `${NOTE}/leave`,
      'leaveNoteAction',
      { note: await shared() },
      '/notes',
    ],
    'taking a note over': async () => {
      const note = await offered();
      return [NOTE, 'acceptOfferAction', { note }, `/notes/${note}`];
    },
    'declining an offer': async () => {
      const note = await offered();
      return [NOTE, 'declineOfferAction', { note }, `/notes/${note}`];
    },
    'deleting somebody': async () => [
      'admin/users/[user]',
      'deleteUserAction',
      { user: bob, email: BOB },
      '/admin/users',
    ],
    'saving a note': async () => {
      const note = await write();
      const typed = { title: 'Anew', text: 'Second', revision: '1' };
      return [NOTE, 'editNoteAction', { note, ...typed }, `/notes/${note}`];
    },
  };

test.each(Object.entries(ACTS))('%s twice leads to where it led, and is no trespass', async (_, prepare) => {
  const [file, act, fields, to] = await prepare();
  for (let times = 1; times <= 3; times++) expect((await send(file, act, fields)).to).toBe(to);
  expect(await refusals()).toBe(0);
}); // biome-ignore format: one line

test.each(Object.entries(ACTS))('%s at the same time leads both to one place', async (_, prepare) => {
  const [file, act, fields, to] = await prepare();
  const both = await Promise.all([1, 2].map(() => send(file, act, fields)));
  expect(both.map((one) => one.to)).toEqual([to, to]);
  expect(await refusals()).toBe(0);
}); // biome-ignore format: one line

test('what was never theirs to do stays a trespass: there is no such page, and the log tells', async () => {
  const note = await shared();
  for (const [file, act] of [
    [`${NOTE}/delete`, 'deleteNoteAction'],
    [`${NOTE}/leave`, 'leaveNoteAction'],
  ] as const) {
    await enter(ada);
    const other = act === 'leaveNoteAction' ? await write() : note;
    expect((await send(file, act, { note: other })).to).toMatch(/;404$/);
  }
  const strange = await write(person(bob, BOB));
  for (const act of ['acceptOfferAction', 'declineOfferAction'])
    expect((await send(NOTE, act, { note: strange })).to).toMatch(/;404$/);
  expect(await refusals()).toBe(4);
});

test('a note that was changed in another tab says so, and by whom', async () => {
  const note = await write();
  const typed = { note, title: 'Keep', revision: '1' };
  const save = (text: string, revision = '1') =>
    send(NOTE, 'editNoteAction', { ...typed, text, revision });
  expect((await save('of one tab')).to).toBe(`/notes/${note}`);
  expect((await save('of the other')).to).toContain('You changed this note in another tab');
  await save('of one tab again', '2');
  expect((await save('of the other')).to).toContain('the last time by you in another tab');
  await shareThing(person(ada, ADA), noteOf(note), { email: BOB, role: 'editor' });
  await enter(bob);
  expect((await send(NOTE, 'editNoteAction', { ...typed, text: 'x' }, bob)).to).toContain(
    'Somebody else changed this note',
  );
});

test('one form makes one note, at once or later; filled in otherwise, or another form, makes another', async () => {
  const make = (text: string, form = FORM) =>
    send('(product)/notes/new', 'createNoteAction', { title: 'Keep', text, form });
  const [first, same] = await Promise.all([make('PRECIOUS'), make('PRECIOUS')]);
  expect(first.to).toMatch(/^\/notes\/[0-9a-f-]{36}$/);
  expect([same.to, (await make('PRECIOUS')).to]).toEqual([first.to, first.to]);
  expect(await count()).toBe(1);
  const note = first.to.slice('/notes/'.length);
  await send(NOTE, 'editNoteAction', { note, title: 'Keep', text: 'Later', revision: '1' });
  expect((await make('PRECIOUS')).to).toBe(first.to);
  expect(await readThing(person(ada, ADA), noteOf(note))).toMatchObject({ text: 'Later' });
  expect(await count()).toBe(1);
  await make('PRECIOUS, and more');
  await make('PRECIOUS', crypto.randomUUID());
  for (let times = 0; times < 2; times++) await make('PRECIOUS', '');
  expect(await count()).toBe(5);
});

test('a form of a deleted account claims nothing that is not known, and tells nobody that it is deleted', async () => {
  const form = { email: ADA };
  await addUser('root@example.com', { passwordHash: 'x', role: 'administrator' });
  expect((await send('settings/data', 'deleteAccountAction', form)).to).toBe('/');
  const { answer } = await send('settings/data', 'deleteAccountAction', form);
  expect(answer.refusal).toMatchObject({ status: 409, title: 'You were signed out' });
  await enter(bob);
  const other = await send('settings/data', 'deleteAccountAction', form);
  expect(other.answer.refusal?.says).toContain('with another account');
});
