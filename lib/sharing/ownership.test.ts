import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import {
  addPerson,
  disable,
  editNote,
  emailOf,
  relations,
  share,
  writeNote,
} from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { acceptOffer, declineOffer } from '#lib/sharing/answer-offer';
import { listAccess } from '#lib/sharing/list-access';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { emptyTables } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';
import { readThing } from '#lib/things/read';

beforeEach(emptyTables);

async function threePeople() {
  const [ada, bob, cyd] = [await addPerson('ada'), await addPerson('bob'), await addPerson('cyd')];
  const id = await writeNote(ada);
  await share(ada, id, 'bob', 'viewer');
  await share(ada, id, 'cyd', 'editor');
  return { ada, bob, cyd, id };
}

const accept = async (viewer: Actor, id: string) => (await acceptOffer(viewer, noteOf(id))).ok;

const FIRST = { ada: 'owner', bob: 'viewer', cyd: 'editor' };
const HANDED = { ada: 'editor', bob: 'owner', cyd: 'editor' };

test('a note changes hands when its owner offers it and the other accepts, and not before', async () => {
  const { ada, bob, cyd, id } = await threePeople();
  expect(await accept(bob, id)).toBe(false);
  expect(await offerThing(ada, noteOf(id), emailOf('bob'))).toMatchObject({ ok: true });
  expect(await relations(id)).toEqual(FIRST);
  expect(await accept(cyd, id)).toBe(false);
  expect(await accept(ada, id)).toBe(false);
  expect(await accept(bob, id)).toBe(true);
  expect(await relations(id)).toEqual(HANDED);
  expect(await listAccess(cyd, noteOf(id))).toMatchObject([
    { address: emailOf('bob'), how: 'took over', by: emailOf('ada'), isOffered: false },
    { address: emailOf('ada'), how: 'made', relation: 'editor' },
    { address: emailOf('cyd'), how: 'shared', by: emailOf('ada') },
  ]);
  expect(await share(ada, id, 'eve')).toMatchObject({ reason: 'not_allowed' });
  expect(await accept(bob, id)).toBe(false);
});

test('an offer can be declined or withdrawn, once', async () => {
  const { ada, bob, id } = await threePeople();
  await offerThing(ada, noteOf(id), emailOf('bob'));
  expect(await declineOffer(bob, noteOf(id))).toBe(true);
  expect(await declineOffer(bob, noteOf(id))).toBe(false);
  expect(await accept(bob, id)).toBe(false);
  await offerThing(ada, noteOf(id), emailOf('bob'));
  expect(await withdrawOffer(bob, noteOf(id))).toMatchObject({ reason: 'not_allowed' });
  expect(await withdrawOffer(ada, noteOf(id))).toMatchObject({ ok: true });
  expect(await withdrawOffer(ada, noteOf(id))).toMatchObject({ reason: 'not_offered' });
  expect(await accept(bob, id)).toBe(false);
  expect(await relations(id)).toEqual(FIRST);
});

test('one offer at a time, to somebody in the list, and only by the owner', async () => {
  const { ada, bob, cyd, id } = await threePeople();
  expect(await offerThing(cyd, noteOf(id), emailOf('cyd'))).toMatchObject({
    reason: 'not_allowed',
  });
  for (const name of ['ada', 'eve'])
    expect(await offerThing(ada, noteOf(id), emailOf(name))).toMatchObject({
      reason: 'not_listed',
    });
  await offerThing(ada, noteOf(id), emailOf('bob'));
  await offerThing(ada, noteOf(id), emailOf('cyd'));
  expect(await accept(bob, id)).toBe(false);
  expect(await accept(cyd, id)).toBe(true);
});

test('one of two offers of a note at the same time stands', async () => {
  const { ada, bob, cyd, id } = await threePeople();
  await Promise.all(['bob', 'cyd'].map((name) => offerThing(ada, noteOf(id), emailOf(name))));
  const accepted = await Promise.all([accept(bob, id), accept(cyd, id)]);
  expect(accepted.filter(Boolean)).toHaveLength(1);
  expect(Object.values(await relations(id)).filter((role) => role === 'owner')).toHaveLength(1);
});

test('an offer to an address without an account looks the same, and waits', async () => {
  const { ada, bob, id } = await threePeople();
  await share(ada, id, 'nobody');
  const outcomes = [
    await offerThing(ada, noteOf(id), emailOf('bob')),
    await offerThing(ada, noteOf(id), emailOf('nobody')),
  ];
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect((await listAccess(ada, noteOf(id)))?.find(({ isOffered }) => isOffered)).toMatchObject({
    address: emailOf('nobody'),
  });
  expect(await accept(bob, id)).toBe(false);
});

test('accepting twice at once hands it over once', async () => {
  const { ada, bob, id } = await threePeople();
  await offerThing(ada, noteOf(id), emailOf('bob'));
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => accept(bob, id)));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await relations(id)).toEqual(HANDED);
});

test.each([
  ['withdrawing', (ada: Actor, id: string) => withdrawOffer(ada, noteOf(id)), FIRST],
  [
    'removing',
    (ada: Actor, id: string) => removeShare(ada, noteOf(id), emailOf('bob')),
    { ada: 'owner', cyd: 'editor' },
  ],
  [
    'offering to another',
    (ada: Actor, id: string) => offerThing(ada, noteOf(id), emailOf('cyd')),
    FIRST,
  ],
])('of accepting and %s at once exactly one happens', async (_, act, otherwise) => {
  for (const isAcceptFirst of [true, false]) {
    await emptyTables();
    const { ada, bob, id } = await threePeople();
    await offerThing(ada, noteOf(id), emailOf('bob'));
    const [accepted, other] = isAcceptFirst
      ? await Promise.all([accept(bob, id), act(ada, id)])
      : (await Promise.all([act(ada, id), accept(bob, id)] as const)).toReversed();
    expect(accepted).toBe(!(other as { ok: boolean }).ok);
    expect(await relations(id)).toEqual(accepted ? HANDED : otherwise);
  }
});

test('a person who stands in the list under two rows with one address accepts both offers at once', async () => {
  const { ada, bob, id } = await threePeople();
  await share(ada, id, 'ada.new');
  const email = emailOf('ada.new');
  await db().update(users).set({ email }).where(eq(users.id, ada.user.id));
  const moved = { user: { ...ada.user, email } };
  await offerThing(moved, noteOf(id), emailOf('bob'));
  expect(await accept(bob, id)).toBe(true);
  await offerThing(bob, noteOf(id), email);
  expect(await accept(moved, id)).toBe(true);
  expect((await listAccess(moved, noteOf(id)))?.filter(({ isOffered }) => isOffered)).toEqual([]);
});

test('while the owner’s account is shut the shares stand, and an offer cannot be accepted', async () => {
  const { ada, bob, cyd, id } = await threePeople();
  await offerThing(ada, noteOf(id), emailOf('bob'));
  await disable(ada);
  expect(await accept(bob, id)).toBe(false);
  expect(await readThing(bob, noteOf(id))).not.toBeNull();
  expect(await editNote(cyd, id, { title: 'still', text: 'here', revision: 1 })).toMatchObject({
    ok: true,
  });
  expect(await relations(id)).toEqual(FIRST);
});
