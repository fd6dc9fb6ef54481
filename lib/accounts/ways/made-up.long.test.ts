import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkIn, copySources, write } from '#lib/testing/copy.test-support';

const LIST = 'lib/accounts/ways/list.ts';

/** The folder: the magic word lets a person in. */
const FOLDER = `import 'server-only';
import { findActive } from '#lib/accounts/find-active';
import type { Way } from '#lib/accounts/ways/way';
import { fail, ok } from '#lib/result';

export const magicWord: Way = {
  kind: 'magic-word',
  title: 'Say the magic word',
  fields: [{ name: 'factor', label: 'Magic word' }],
  async verify(email, { factor }) {
    const user = await findActive(email);
    if (!user || factor !== 'sesame') return fail('wrong_credentials');
    return ok({ userId: user.id, amr: ['kba'], authenticatedAt: new Date(), settle: null });
  },
};
`;

const STORY = `import { expect, test, vi } from 'vitest';
import SignInPage from '../../../../app/(auth)/sign-in/page';
import { signInAction } from '../../../../app/(auth)/sign-in/actions';
import { signIn } from '#lib/accounts/sign-in';
import { findViewer } from '#lib/session/store';
import { addUser, PASSWORD } from '#lib/testing/database.test-support';

const set = vi.hoisted(() => vi.fn());
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined, set }) }));
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error('It leads to ' + to);
  },
}));
vi.mock('#ui/auth-card', () => ({ AuthCard: 'main' }));
vi.mock('#ui/provider-buttons', () => ({ ProviderButtons: 'section' }));
vi.mock('../../../../app/(auth)/sign-in/form', () => ({ SignInForm: 'form' }));
vi.mock('../../../../app/(auth)/sign-in/code/form', () => ({ CodeForm: 'form' }));

const email = 'ada@example.com';
const here = { isPersistent: false, browser: null, previous: null };
const shown = async (asked: object) =>
  JSON.stringify(await SignInPage({ searchParams: Promise.resolve({ next: '/notes', by: undefined, ...asked }) }));

test('the sign-in page offers it, and shows it where it was chosen', async () => {
  const first = await shown({});
  expect(first).toContain('"name":"password"');
  expect(first).toContain('Say the magic word');
  expect(first).toContain('/sign-in?next=%2Fnotes&by=magic-word');
  const chosen = await shown({ by: 'magic-word' });
  expect(chosen).toContain('"label":"Magic word"');
  expect(chosen).not.toContain('"name":"password"');
  expect(chosen).toContain('Sign in with your password');
  expect(await shown({ by: 'made-up' })).toContain('"name":"password"');
});

test('a person who proves it gets a session, and nobody else does', async () => {
  await addUser(email);
  const by = 'magic-word';
  for (const typed of [{ factor: 'abracadabra' }, { password: PASSWORD }])
    expect(await signIn({ email, by, ...typed, ...here })).toMatchObject({ reason: 'wrong_credentials' });
  expect(await signIn({ email, factor: 'sesame', ...here })).toMatchObject({ reason: 'wrong_credentials' });
  const outcome = await signIn({ email, by, factor: 'sesame', ...here });
  const found = outcome.ok && 'sessionId' in outcome.value && (await findViewer(outcome.value));
  expect(found && found.viewer.session.amr).toEqual(['kba']);
  expect((await signIn({ email, password: PASSWORD, ...here })).ok).toBe(true);
});

test('its form is read by what it asks for', async () => {
  const sent = (fields: object) => {
    const data = new FormData();
    for (const [name, value] of Object.entries({ email, by: 'magic-word', next: '/notes', ...fields })) data.set(name, value);
    return signInAction({}, data);
  };
  expect((await sent({})).problems).toMatchObject([{ field: 'factor' }]);
  expect((await sent({ factor: 'abracadabra' })).problems).toMatchObject([{ field: 'email' }]);
  await expect(sent({ factor: 'sesame' })).rejects.toThrow('It leads to /notes');
  expect(set).toHaveBeenCalledWith('session', expect.anything(), expect.anything());
});
`;

test('a made-up way in is one folder and one line, and the sign-in page offers it', {
  timeout: 600_000,
}, async () => {
  const folder = copySources();
  write(folder, 'lib/accounts/ways/magic-word/way.ts', FOLDER);
  const line = "import { magicWord } from '#lib/accounts/ways/magic-word/way';\n";
  const list = readFileSync(LIST, 'utf8').replace('= [passwordWay]', '= [passwordWay, magicWord]');
  write(folder, LIST, list.replace(/(?=import \{ passwordWay)/, line));
  write(folder, 'lib/accounts/ways/magic-word/story.test.ts', STORY);
  const tests = ['lib/accounts/ways/magic-word/', 'lib/floors.test.ts', 'app/layers.test.ts'];
  expect(await checkIn(folder, ...tests)).toMatch(/story\.test\.ts/);
});
