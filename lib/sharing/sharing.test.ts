import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { grants } from '#drizzle/schema/grants';
import { outbox } from '#drizzle/schema/outbox';
import { users } from '#drizzle/schema/users';
import { deleteAccount } from '#lib/assembly/delete-account';
import { exportData } from '#lib/assembly/export-data';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { claimMailbox, mailboxSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import {
  addPerson,
  emailOf,
  relations,
  share,
  writeNote,
} from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { findViewer } from '#lib/session/store';
import { changeShareRole } from '#lib/sharing/change-role';
import { hasLeft, leaveThing } from '#lib/sharing/leave';
import { shareByUser, shareMailByGiver } from '#lib/sharing/limits';
import { listAccess } from '#lib/sharing/list-access';
import { removeShare } from '#lib/sharing/remove-share';
import { MAX_SHARES } from '#lib/sharing/share';
import { beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';
import { readThing } from '#lib/things/read';

beforeEach(emptyTables);

const mailsTo = async (name: string) =>
  (await db().select().from(outbox)).filter(({ recipient }) => recipient === emailOf(name)).length;

/** What the owner sees of the list, without the times. */
const seen = async (viewer: Actor, id: string) =>
  (await listAccess(viewer, noteOf(id)))?.map(({ at: _, ...rest }) => rest);

async function moveTo(person: Actor, name: string): Promise<Actor> {
  const email = emailOf(name);
  await transaction(
    (tx) => tx.update(users).set({ email }).where(eq(users.id, person.user.id)),
    claimMailbox(person.user.id, email),
  );
  return { user: { ...person.user, email } };
}

test('a share to an address without an account waits, and goes to the person who proves the mailbox', async () => {
  const ada = await addPerson('ada');
  const id = await writeNote(ada);
  expect(await share(ada, id, 'cyd', 'editor')).toMatchObject({ ok: true });
  const cyd = await addPerson('cyd');
  expect(await readThing(cyd, noteOf(id))).toBeNull();
  await transaction(claimMailbox(cyd.user.id, emailOf('cyd')));
  expect(await readThing(cyd, noteOf(id))).toMatchObject({ relation: 'editor' });
});

test('what is shared with a mailbox while it is proven becomes its person’s, whichever comes first', async () => {
  const ada = await addPerson('ada');
  const email = emailOf('new');
  const row = { email, name: 'New', createdAt: new Date() };
  for (const isSharedFirst of [true, false]) {
    const id = await writeNote(ada);
    const userId = uuid();
    const acts = [
      () => share(ada, id, 'new'),
      () =>
        transaction(
          (tx) => tx.insert(users).values({ ...row, id: userId }),
          claimMailbox(userId, email),
        ),
    ];
    await Promise.all((isSharedFirst ? acts : acts.toReversed()).map((act) => act()));
    const [given] = await db().select().from(grants).where(eq(grants.address, email));
    expect(given).toMatchObject({ subject: `user:${userId}`, object: id });
    await deleteAccount({ id: userId, email });
  }
});

test('the list and the mail are the same whether an address has an account or not', async () => {
  const ada = await addPerson('ada');
  await addPerson('bob');
  const id = await writeNote(ada);
  const outcomes = [await share(ada, id, 'bob'), await share(ada, id, 'nobody')];
  expect(outcomes[0]).toEqual(outcomes[1]);
  expect([await mailsTo('bob'), await mailsTo('nobody')]).toEqual([1, 1]);
  const [, one, other] = (await seen(ada, id))!;
  expect({ ...one, address: '' }).toEqual({ ...other, address: '' });
  const sent = await db().select().from(outbox);
  expect(new Set(sent.map(({ subject, template }) => subject + template)).size).toBe(1);
});

test('shares of the same moment stand in the order of their addresses, not by who has an account', async () => {
  setClock(Date.UTC(2026, 10, 22));
  const ada = await addPerson('ada');
  await addPerson('bob');
  const id = await writeNote(ada);
  for (const name of ['abe', 'bob', 'cyd']) await share(ada, id, name);
  const listed = (await seen(ada, id))!.slice(1).map(({ address }) => address);
  expect(listed).toEqual(['abe', 'bob', 'cyd'].map(emailOf));
});

test('an address that is in the list already gets the other role, and no second mail', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada);
  for (const role of ['viewer', 'editor', 'viewer', 'editor'] as const) {
    await share(ada, id, 'bob', role);
    await share(ada, id, 'nobody', role);
    expect(await relations(id)).toEqual({ ada: 'owner', bob: role, nobody: role });
  }
  expect(await readThing(bob, noteOf(id))).toMatchObject({ relation: 'editor' });
  expect([await mailsTo('bob'), await mailsTo('nobody')]).toEqual([1, 1]);
});

test('one’s own address is refused, in whichever role', async () => {
  const ada = await addPerson('ada');
  const id = await writeNote(ada);
  expect(await share(ada, id, 'ada')).toMatchObject({ reason: 'own_address' });
  expect(await relations(id)).toEqual({ ada: 'owner' });
});

test('only the owner shares, changes roles and removes: nobody gives themselves more', async () => {
  const [ada, bob, cyd] = [await addPerson('ada'), await addPerson('bob'), await addPerson('cyd')];
  const id = await writeNote(ada);
  await share(ada, id, 'bob', 'editor');
  await share(ada, id, 'cyd');
  for (const other of [bob, cyd]) {
    expect(await share(other, id, 'eve')).toMatchObject({ reason: 'not_allowed' });
    expect(
      await changeShareRole(other, noteOf(id), { email: emailOf('cyd'), role: 'editor' }),
    ).toMatchObject({
      reason: 'not_allowed',
    });
    expect(await removeShare(other, noteOf(id), emailOf('bob'))).toMatchObject({
      reason: 'not_allowed',
    });
  }
  expect(await relations(id)).toEqual({ ada: 'owner', bob: 'editor', cyd: 'viewer' });
});

test('a person who is removed, or leaves, sees nothing from then on', async () => {
  const [ada, bob, cyd] = [await addPerson('ada'), await addPerson('bob'), await addPerson('cyd')];
  const id = await writeNote(ada);
  await share(ada, id, 'bob', 'editor');
  await share(ada, id, 'cyd');
  expect(await removeShare(ada, noteOf(id), emailOf('bob'))).toMatchObject({ ok: true });
  expect(await hasLeft(cyd, noteOf(id))).toBe(false);
  expect(await leaveThing(cyd, noteOf(id))).toBe(true);
  expect(await hasLeft(cyd, noteOf(id))).toBe(true);
  for (const other of [bob, cyd]) {
    expect(await readThing(other, noteOf(id))).toBeNull();
    expect(await listAccess(other, noteOf(id))).toBeNull();
  }
  expect(await removeShare(ada, noteOf(id), emailOf('bob'))).toMatchObject({
    reason: 'not_listed',
  });
  expect(await leaveThing(ada, noteOf(id))).toBe(false);
});

test('that somebody has left is known also where the version of before did it', async () => {
  const ada = await addPerson('ada');
  const thing = noteOf(await writeNote(ada));
  const type = 'privilege_permissions_changed';
  await transaction(
    record({
      type,
      userId: ada.user.id,
      object: `note:${thing.id}`,
      detail: 'note_left' as Detail,
    }),
  );
  await sealLog();
  expect(await hasLeft(ada, thing)).toBe(true);
});

test('everybody with access sees who has it, as what, and how they got it', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada);
  await share(ada, id, 'bob', 'editor');
  await share(ada, id, 'nobody');
  const row = { by: emailOf('ada'), how: 'shared', isOffered: false };
  expect(await seen(bob, id)).toEqual([
    {
      address: emailOf('ada'),
      relation: 'owner',
      how: 'made',
      by: null,
      isViewer: false,
      isOffered: false,
    },
    { ...row, address: emailOf('bob'), relation: 'editor', isViewer: true },
    { ...row, address: emailOf('nobody'), relation: 'viewer', isViewer: false },
  ]);
});

test('a change of address is seen of the owner only: the others stay under the one that was typed', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada);
  await share(ada, id, 'bob', 'editor');
  await moveTo(ada, 'ada.new');
  await moveTo(bob, 'bob.new');
  expect((await seen(bob, id))?.map(({ address }) => address)).toEqual([
    emailOf('ada.new'),
    emailOf('bob'),
  ]);
});

test('two addresses of one person stay two rows, so that nobody learns whose they are', async () => {
  const ada = await addPerson('ada');
  const bob = await moveTo(await addPerson('bob.old'), 'bob.old');
  const id = await writeNote(ada);
  await share(ada, id, 'bob.old', 'viewer');
  const moved = await moveTo(bob, 'bob');
  await share(ada, id, 'bob', 'editor');
  const both = { ada: 'owner', bob: 'editor', 'bob.old': 'viewer' };
  expect(await relations(id)).toEqual(both);
  expect(await readThing(moved, noteOf(id))).toMatchObject({ relation: 'viewer' });

  await removeShare(ada, noteOf(id), emailOf('bob.old'));
  expect(await readThing(moved, noteOf(id))).toMatchObject({ relation: 'editor' });
  await share(ada, id, 'bob.new');
  const again = await moveTo(moved, 'bob.new');
  expect(await relations(id)).toEqual({ ada: 'owner', bob: 'editor', 'bob.new': 'viewer' });
  expect(await leaveThing(again, noteOf(id))).toBe(true);
  expect(await relations(id)).toEqual({ ada: 'owner' });
});

test('past the limit of one address it is shared without a mail, past that of the giver not at all', async () => {
  const ada = await addPerson('ada');
  const ids: string[] = [];
  for (let n = 0; n <= shareByUser.max; n++) ids.push(await writeNote(ada, `Note ${n}`));
  for (const id of ids.slice(0, -1))
    expect(await share(ada, id, 'bob')).toEqual({ ok: true, value: null });
  expect(await mailsTo('bob')).toBe(shareMailByGiver.max);
  expect(await share(ada, ids.at(-1)!, 'bob')).toMatchObject({
    reason: 'too_many_attempts',
    retryAfter: expect.any(Number),
  });
  expect(await relations(ids.at(-1)!)).toEqual({ ada: 'owner' });
});

test('a list has an end: one more is refused, and changing a role is not', async () => {
  const ada = await addPerson('ada');
  const id = await writeNote(ada);
  const rows = Array.from({ length: MAX_SHARES }, (_, n) => `p${n}@example.com`).map((address) => ({
    subject: mailboxSubject(address),
    relation: 'viewer',
    kind: 'note',
    object: id,
    address,
    grantedBy: ada.user.id,
    createdAt: new Date(),
  }));
  await db().insert(grants).values(rows);
  expect(await share(ada, id, 'one.more')).toMatchObject({ reason: 'too_many_people' });
  expect(await share(ada, id, 'p7', 'editor')).toMatchObject({ ok: true });
  expect(Object.keys(await relations(id))).toHaveLength(MAX_SHARES + 1);
});

test('of many people who are added to an almost full list at once, only as many as have a place are', async () => {
  const ada = await addPerson('ada');
  const id = await writeNote(ada);
  const rows = Array.from({ length: MAX_SHARES - 1 }, (_, n) => ({
    subject: mailboxSubject(`p${n}@example.com`),
    relation: 'viewer',
    kind: 'note',
    object: id,
    address: `p${n}@example.com`,
    grantedBy: ada.user.id,
    createdAt: new Date(),
  }));
  await db().insert(grants).values(rows);
  const outcomes = await Promise.all(['x', 'y', 'z'].map((name) => share(ada, id, name)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(Object.keys(await relations(id))).toHaveLength(MAX_SHARES + 1);
});

test('the notes of a deleted account and every share with it go too; what it gave to others’ notes stays', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const [own, others] = [await writeNote(ada), await writeNote(bob)];
  await share(ada, own, 'bob', 'editor');
  await share(bob, others, 'ada', 'editor');
  await share(bob, others, 'cyd');
  await moveTo(bob, 'bob');
  await deleteAccount(ada.user);
  expect(await readThing(bob, noteOf(own))).toBeNull();
  expect(await relations(own)).toEqual({});
  expect(await relations(others)).toEqual({ bob: 'owner', cyd: 'viewer' });

  const id = await writeNote(bob);
  await share(bob, id, 'cyd');
  const cyd = await addPerson('cyd');
  await deleteAccount(cyd.user);
  expect(await relations(id)).toEqual({ bob: 'owner' });
});

test('the download has one’s notes, whom one shared them with, and what one was given; not the notes of others', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const own = await writeNote(ada, 'of ada', 'words of ada');
  await share(ada, own, 'bob', 'editor');
  const others = await writeNote(bob, 'of bob', 'words of bob');
  await share(bob, others, 'ada');
  const { viewer } = (await findViewer(await beginSession(ada.user.id)))!;
  const data = JSON.parse((await Array.fromAsync(await exportData(viewer))).join(''));
  expect(data).toMatchObject({
    notes: [{ id: own, title: 'of ada', text: 'words of ada' }],
    sharesGiven: [{ note: own, role: 'editor', address: emailOf('bob') }],
    sharesReceived: [{ note: others, role: 'viewer', address: emailOf('ada') }],
  });
  expect(JSON.stringify(data)).not.toMatch(/of bob/);
});
