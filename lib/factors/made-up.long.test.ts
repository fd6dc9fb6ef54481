import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkIn, copySources, write } from '#lib/testing/copy.test-support';

const LIST = 'lib/factors/list.ts';

/** The folder: everybody has this factor, and it is teal. */
const FOLDER = `import 'server-only';
import type { Factor } from '#lib/factors/factor';
import { fail, ok } from '#lib/result';

export const favouriteColour: Factor = {
  kind: 'favourite-colour',
  amr: ['kba'],
  field: { label: 'Favourite colour' },
  isSetUp: () => true,
  verify: async (_, typed) => (typed === 'teal' ? ok([]) : fail('wrong_factor')),
};
`;

/** What happens then wherever somebody proves who they are. */
const STORY = `import { expect, test } from 'vitest';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { latestCode } from '#lib/accounts/life.test-support';
import { proofRequestFor } from '#lib/accounts/proof-request';
import { findNextFactor, verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { findViewer } from '#lib/session/store';
import { addUser, emptyTables, PASSWORD } from '#lib/testing/database.test-support';

const email = 'ada@example.com';
const here = { browser: null, previous: null };
const COLOUR = { name: 'factor', label: 'Favourite colour' };
const NEXT = { name: 'code', label: 'Favourite colour' };

async function answer(admitted: object, next = '/dashboard') {
  if (!('challengeId' in admitted)) throw new Error('It was let in.');
  const held = admitted as { challengeId: string; secret: string };
  expect(await findNextFactor(held)).toMatchObject({ asked: { fields: [NEXT] }, next });
  expect(await verifyNextFactor(held, 'beige', here)).toMatchObject({ reason: 'wrong_factor' });
  const outcome = await verifyNextFactor(held, 'teal', here);
  const found = outcome?.ok && (await findViewer(outcome.value.ticket));
  if (!found) throw new Error('It was not let in.');
  return found.viewer;
}

test('sign-up asks for it, and leads on from there', async () => {
  const begun = await startSignUp({ email, name: 'Ada', password: PASSWORD });
  if (!begun.ok) throw new Error(begun.reason);
  const signedUp = await completeSignUp({ ...begun.value, next: '/notes' }, await latestCode());
  if (!signedUp.ok) throw new Error(signedUp.reason);
  expect((await answer(signedUp.value, '/notes')).user.email).toBe(email);
});

test('sign-in, reset and confirming ask for it', async () => {
  await emptyTables();
  await addUser(email);
  const typed = { email, password: PASSWORD, isPersistent: false, ...here };
  const signedIn = await signIn(typed);
  if (!signedIn.ok) throw new Error(signedIn.reason);
  const viewer = await answer(signedIn.value);

  expect((await proofRequestFor(viewer)).fields).toEqual([{ name: 'password', label: 'Password' }, COLOUR]);
  const proof = { password: PASSWORD, browser: null };
  expect(await reauthenticate(viewer, proof)).toMatchObject({ reason: 'wrong_factor' });
  expect(await reauthenticate(viewer, { ...proof, factor: 'teal' })).toMatchObject({ ok: true });

  const begun = await startReset(email);
  if (!begun.ok) throw new Error(begun.reason);
  const chosen = { code: await latestCode(), password: 'eleven quiet lanterns drift', browser: null };
  const reset = await resetPassword({ ...begun.value, email }, chosen);
  if (!reset.ok) throw new Error(reset.reason);
  expect((await answer(reset.value)).user.id).toBe(viewer.user.id);
});
`;

test('a made-up factor is one folder and one line, and is asked for everywhere', {
  timeout: 600_000,
}, async () => {
  const folder = copySources();
  write(folder, 'lib/factors/favourite-colour/factor.ts', FOLDER);
  const line = "import { favouriteColour } from '#lib/factors/favourite-colour/factor';\n";
  const list = readFileSync(LIST, 'utf8').replace('= [', '= [favouriteColour, ');
  write(folder, LIST, list.replace(/(?=import type)/, line));
  write(folder, 'lib/factors/favourite-colour/story.test.ts', STORY);
  const tests = ['lib/factors/favourite-colour/', 'lib/floors.test.ts', 'app/layers.test.ts'];
  expect(await checkIn(folder, ...tests)).toMatch(/story\.test\.ts/);
});
