import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { listActivity, listOwnActivity } from '#lib/assembly/activity';
import { sayToStaff } from '#lib/audit/say';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { db } from '#lib/db/client';
import {
  addPerson,
  editNote,
  emailOf,
  share,
  writeNote,
} from '#lib/product/notes/notes.test-support';
import { noteOf } from '#lib/product/notes/resource';
import { acceptOffer, declineOffer } from '#lib/sharing/answer-offer';
import { changeShareRole } from '#lib/sharing/change-role';
import { leaveThing } from '#lib/sharing/leave';
import { offerThing, withdrawOffer } from '#lib/sharing/offer';
import { removeShare } from '#lib/sharing/remove-share';
import { emptyTables } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';
import { deleteThing } from '#lib/things/delete';

beforeEach(emptyTables);

const newest = async (person: Actor) => (await listOwnActivity(person, 1))[0]?.says;

test('an act on a note is told with its title and the other person, to a person who can see both', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada);
  const [title, him] = ['“Plans”', emailOf('bob')];
  expect(await newest(ada)).toBe(`You created ${title}`);
  await share(ada, id, 'bob', 'viewer');
  expect(await newest(ada)).toBe(`You shared ${title} with ${him} as viewer`);
  await changeShareRole(ada, noteOf(id), { email: him, role: 'editor' });
  expect(await newest(ada)).toBe(`You made ${him} editor of ${title}`);
  await editNote(bob, id, { title: 'Plans', text: 'more', revision: 1 });
  expect(await newest(bob)).toBe(`You changed ${title}`);
  await offerThing(ada, noteOf(id), him);
  expect(await newest(ada)).toBe(`You offered ${title} to ${him}`);
  await withdrawOffer(ada, noteOf(id));
  expect(await newest(ada)).toBe(`You took the offer of ${title} back`);
  await offerThing(ada, noteOf(id), him);
  await declineOffer(bob, noteOf(id));
  expect(await newest(bob)).toBe(`You declined ${title}`);
  await offerThing(ada, noteOf(id), him);
  await acceptOffer(bob, noteOf(id));
  expect(await newest(bob)).toBe(`You took ${title} over`);
  await leaveThing(ada, noteOf(id));
  expect(await newest(ada)).toBe('You left a note that is gone');
  await deleteThing(bob, noteOf(id));
  expect(await newest(bob)).toBe('You deleted a note that is gone');
});

test('a person who can no longer see a note is told no title and no address of it, nor are staff', async () => {
  const [ada, bob] = [await addPerson('ada'), await addPerson('bob')];
  const id = await writeNote(ada);
  await share(ada, id, 'bob', 'editor');
  await editNote(bob, id, { title: 'Secret plan', text: '', revision: 1 });
  await removeShare(ada, noteOf(id), emailOf('bob'));
  expect(await newest(bob)).toBe('You changed a note that is gone');
  expect((await listOwnActivity(ada, 9)).map(({ says }) => says)).toEqual([
    'You took “Secret plan” away from somebody',
    'You shared “Secret plan” with somebody as editor',
    'You created “Secret plan”',
  ]);
  for (const person of [ada, bob]) {
    const told = JSON.stringify(await listActivity(person, 9));
    expect(told).not.toMatch(/Secret|bob@|ada@/);
    expect(told).toContain('a note');
  }
  expect(JSON.stringify(await db().select().from(auditEvents))).not.toMatch(/Secret|@/);
});

test('a refusal names what was refused, to its person and to staff', async () => {
  const ada = await addPerson('ada');
  await auditRefusal(ada, 'note:edit', '');
  expect(await newest(ada)).toBe('You were refused a change of a note');
  const told = { type: 'authz_fail', object: '', detail: 'note:read' };
  expect(sayToStaff(told)).toBe('Was refused a note');
});
