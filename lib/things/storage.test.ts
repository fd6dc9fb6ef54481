import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { notes } from '#drizzle/product/notes';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { deleteAccount } from '#lib/assembly/delete-account';
import { db } from '#lib/db/client';
import {
  addPerson,
  createNote,
  editNote,
  emailOf,
  share,
  writeNote,
} from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { acceptOffer } from '#lib/sharing/answer-offer';
import { offerThing } from '#lib/sharing/offer';
import { changeSettings, emptyTables } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';
import type { Actor } from '#lib/things/access';
import { deleteThing } from '#lib/things/delete';
import { readThing } from '#lib/things/read';
import { hasRoomFor, quotaBytes, usedBytes } from '#lib/things/storage';

beforeEach(emptyTables);

/** 80,000 bytes in 20,000 characters. */
const LONG = '\u{1f9ff}'.repeat(20_000);

/** A site where an account may hold a megabyte: twelve of the longest notes. */
const smallSite = () => changeSettings({ STORAGE_QUOTA_MB: '1' });

const fill = async (viewer: Actor) => {
  const ids: string[] = [];
  for (let nth = 0; nth < 12; nth++) ids.push(await writeNote(viewer, 'T', LONG));
  return ids;
};

test('an account holds 20 MB unless the operator says otherwise', () => {
  changeSettings({ STORAGE_QUOTA_MB: undefined });
  expect(quotaBytes()).toBe(20_000_000);
});

test('what is counted is bytes of titles and texts; what is one too many is refused, and deleting makes room', async () => {
  smallSite();
  const ada = await addPerson('ada');
  const [first] = await fill(ada);
  expect(await usedBytes(ada)).toBe(12 * 80_001);
  expect(await createNote(ada, { title: 'T', text: LONG })).toMatchObject({
    reason: 'storage_full',
  });
  const left = 1_000_000 - 12 * 80_001;
  expect((await createNote(ada, { title: 'é', text: 'x'.repeat(left - 2) })).ok).toBe(true);
  expect(await usedBytes(ada)).toBe(1_000_000);
  expect(await createNote(ada, { title: 'T', text: '' })).toMatchObject({ reason: 'storage_full' });
  await deleteThing(ada, noteOf(first!));
  expect(await usedBytes(ada)).toBe(1_000_000 - 80_001);
  expect((await createNote(ada, { title: 'T', text: LONG })).ok).toBe(true);
});

test('none of many at the same time gets past', async () => {
  smallSite();
  const ada = await addPerson('ada');
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, () => createNote(ada, { title: 'T', text: LONG })),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(12);
  expect(await usedBytes(ada)).toBe(12 * 80_001);
});

test('what an editor writes counts in the account of the owner; less always fits, also past a smaller quota', async () => {
  smallSite();
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  await fill(ada);
  const id = await writeNote(ada, 'T', 'x'.repeat(30_000));
  await share(ada, id, 'bob', 'editor');
  const edit = (text: string, revision: number) =>
    editNote(bob, id, { title: 'T', text, revision });
  expect(await edit(LONG, 1)).toMatchObject({ reason: 'storage_full' });
  expect(await readThing(ada, noteOf(id))).toMatchObject({ revision: 1, text: 'x'.repeat(30_000) });
  expect(await edit(LONG, 7)).toMatchObject({ reason: 'changed', revision: 1 });
  expect((await edit('short', 1)).ok).toBe(true);
  expect([await usedBytes(ada), await usedBytes(bob)]).toEqual([12 * 80_001 + 6, 0]);
  await db().update(users).set({ storedBytes: 5_000_000 }).where(eq(users.id, ada.user.id));
  expect((await edit('', 2)).ok).toBe(true);
  expect(await edit('more', 3)).toMatchObject({ reason: 'storage_full' });
});

test('a note that changes hands counts for whom it belongs to; one that does not fit stays with its owner', async () => {
  smallSite();
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const mine = await fill(bob);
  const id = await writeNote(ada, 'T', LONG);
  await share(ada, id, 'bob');
  await offerThing(ada, noteOf(id), emailOf('bob'));
  expect(await hasRoomFor(bob, noteOf(id))).toBe(false);
  expect(await acceptOffer(bob, noteOf(id))).toMatchObject({ reason: 'storage_full' });
  expect(await readThing(ada, noteOf(id))).toMatchObject({ relation: 'owner' });
  await deleteThing(bob, noteOf(mine[0]!));
  expect(await hasRoomFor(bob, noteOf(id))).toBe(true);
  expect(await acceptOffer(bob, noteOf(id))).toMatchObject({ ok: true });
  expect([await usedBytes(ada), await usedBytes(bob)]).toEqual([0, 12 * 80_001]);
  expect(await acceptOffer(bob, noteOf(id))).toMatchObject({ reason: 'not_offered' });
});

type Step = { act: 'write' | 'edit' | 'delete' | 'hand over' | 'leave'; who: number; text: string };
const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom('write', 'edit', 'delete', 'hand over', 'leave'),
    who: fc.nat(1),
    text: fc.string({ unit: fc.constantFrom('a', 'é', '\u{1f9ff}', '\n'), maxLength: 9 }),
  }),
  { maxLength: 20 },
);

test('whatever is done, an account counts exactly what it owns', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      await emptyTables();
      const people = [await addPerson('ada'), await addPerson('bob')];
      for (const step of history) await happens(people, step);
      const owned = await db()
        .select({ subject: grants.subject, title: notes.title, text: notes.text })
        .from(notes)
        .innerJoin(grants, eq(grants.object, notes.id))
        .where(eq(grants.relation, 'owner'));
      for (const { id, storedBytes } of await db().select().from(users)) {
        const bytes = owned
          .filter(({ subject }) => subject === `user:${id}`)
          .map(({ title, text }) => Buffer.byteLength(title + text));
        expect(storedBytes).toBe(bytes.reduce((sum, one) => sum + one, 0));
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

/** The newest note is written anew, deleted or handed over, by somebody who may. */
async function happens(people: Actor[], { act, who, text }: Step) {
  const [viewer, other] = [people[who]!, people[1 - who]!];
  const [newest] = await db()
    .select({ id: notes.id, revision: notes.revision })
    .from(notes)
    .limit(1);
  // A person who has left writes nothing any more.
  if (act === 'write') await createNote(viewer, { title: 'T', text });
  if (act === 'leave' && text === '') await deleteAccount(viewer.user);
  if (!newest) return;
  const { id, revision } = newest;
  if (act === 'edit') await editNote(viewer, id, { title: 'T', text, revision });
  if (act === 'delete') await deleteThing(viewer, noteOf(id));
  if (act !== 'hand over') return;
  const email = other.user.email;
  await share(viewer, id, email.split('@')[0]!);
  await offerThing(viewer, noteOf(id), email);
  await acceptOffer(other, noteOf(id));
}
