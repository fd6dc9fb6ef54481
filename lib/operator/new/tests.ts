import { aOf } from '#lib/operator/new/declaration';
import { inWords, type NewNames } from '#lib/operator/new/names';

/** Where the helpers of stories are, by their import. */
const E2E = ['#e2e', 'support'].join('/');

const filled = (fields: NewNames['fields'], says: string) =>
  `{ ${fields.map(({ name }, at) => `${name}: '${at === 0 ? says : `${says}: ${name}`}'`).join(', ')} }`;

/** What of it a unit test holds. */
export const unitTest = ({
  kind,
  plural,
  fields,
  resource,
  of,
}: NewNames) => `import { beforeEach, expect, test } from 'vitest';
import { deleteAccount } from '#lib/assembly/delete-account';
import { ${of}, ${resource} } from '#lib/product/${plural}/resource';
import { removeShare } from '#lib/sharing/remove-share';
import { shareThing } from '#lib/sharing/share';
import { addUser, emptyTables } from '#lib/testing/database.test-support';
import type { Actor } from '#lib/things/access';
import { createThing } from '#lib/things/create';
import { deleteThing } from '#lib/things/delete';
import { editThing } from '#lib/things/edit';
import { listThings } from '#lib/things/list';
import { readThing } from '#lib/things/read';

const FIRST = ${filled(fields, 'First')};
const SECOND = ${filled(fields, 'Second')};

async function person(name: string): Promise<Actor> {
  const email = \`\${name}@example.com\`;
  return { user: { id: await addUser(email), email, role: 'member' } };
}

async function make(owner: Actor) {
  const made = await createThing(owner, ${resource}, FIRST);
  if (!made.ok) throw new Error(made.reason);
  return ${of}(made.value.id);
}

beforeEach(emptyTables);

test('${aOf(kind)} ${kind} is its owner’s: nobody else finds it, and it goes with their account', async () => {
  const [ada, bob] = [await person('ada'), await person('bob')];
  const thing = await make(ada);
  expect(await readThing(ada, thing)).toMatchObject({ ...FIRST, relation: 'owner', mayEdit: true });
  expect(await readThing(bob, thing)).toBeNull();
  expect((await editThing(bob, thing, { values: SECOND, revision: 1 })).ok).toBe(false);
  expect((await deleteThing(bob, thing)).ok).toBe(false);
  expect((await listThings(ada, ${resource})).things).toHaveLength(1);
  await deleteAccount(ada.user);
  expect(await readThing(ada, thing)).toBeNull();
});

test('a viewer reads it, an editor writes it, and neither once it is taken away', async () => {
  const [ada, bob] = [await person('ada'), await person('bob')];
  const thing = await make(ada);
  const { email } = bob.user;
  await shareThing(ada, thing, { email, role: 'viewer' });
  expect(await readThing(bob, thing)).toMatchObject({ ...FIRST, mayEdit: false });
  expect((await editThing(bob, thing, { values: SECOND, revision: 1 })).ok).toBe(false);
  await shareThing(ada, thing, { email, role: 'editor' });
  expect((await editThing(bob, thing, { values: SECOND, revision: 1 })).ok).toBe(true);
  expect(await readThing(ada, thing)).toMatchObject(SECOND);
  await removeShare(ada, thing, email);
  expect(await readThing(bob, thing)).toBeNull();
});
`;

/** What of it a browser shows, with and without JavaScript. */
export const story = ({ kind, plural, fields }: NewNames) => {
  const [first] = fields;
  const label = (name: string) => `getByLabel('${inWords(name)}', { exact: true })`;
  return `import { somebody } from '${E2E}/somebody';
import { expect, press, pressAndRead, test } from '${E2E}/story';

test('${aOf(kind)} ${kind} is made, shared, edited by another and deleted', async ({ server, anotherPage }) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  await ada.page.goto('/${plural}');
  await ada.page.getByRole('link', { name: 'New ${kind}' }).click();
  expect((await press(ada.page, 'Save ${kind}')).status()).toBe(422);
  await expect(ada.page.locator('.summary')).toContainText('Fill this in.');
${fields.map(({ name }) => `  await ada.page.${label(name)}.fill('First');`).join('\n')}
  await pressAndRead(ada.page, 'Save ${kind}', 'So far only you can see it.');
  const path = new URL(ada.page.url()).pathname;
  expect((await bob.page.goto(path))?.status()).toBe(404);

  await ada.page.goto(\`\${path}/sharing\`);
  await ada.page.getByLabel('Email').fill(bob.email);
  await ada.page.getByLabel('Role', { exact: true }).selectOption('editor');
  await pressAndRead(ada.page, 'Share', 'The ${kind} is shared.');
  await bob.page.goto('/${plural}');
  await bob.page.getByRole('link', { name: 'First' }).click();
  await bob.page.${label(first?.name ?? '')}.fill('Second');
  await pressAndRead(bob.page, 'Save ${kind}', 'The ${kind} is saved.');

  await ada.page.goto(path);
  await expect(ada.page.${label(first?.name ?? '')}).toHaveValue('Second');
  await ada.page.getByRole('link', { name: 'Delete' }).click();
  await pressAndRead(ada.page, 'Delete the ${kind}', 'The ${kind} is deleted');
  expect((await bob.page.goto(path))?.status()).toBe(404);
});
`;
};
