import { addressOf } from '#e2e/support/entry-point-addresses';
import { noticeIn } from '#e2e/support/shown-notices';
import { signUpAs, type TestPerson } from '#e2e/support/sign-up-as';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { allEntryPoints } from '#lib/testing/entry-points.test-support';

const PAGES = allEntryPoints().filter(({ kind }) => kind === 'page');

/** What a link could want a page to say, under the names that such things have here and elsewhere. */
const WORDS = [
  ...['saved', 'changed', 'deleted', 'allowed', 'one', 'none', '1', 'invalid_client'],
  ...['note-saved', 'password-changed', 'account-deleted', 'signed-out'],
];
const NAMES = [
  ...['done', 'account', 'ended', 'signed-out', 'error', 'error_description', 'notice', 'flash'],
  ...['told', 'word', 'message', 'status', 'success', 'ok', 'saved', 'deleted', 'state'],
];
const QUERIES = WORDS.map((word) => new URLSearchParams(NAMES.map((name) => [name, word])));

/** What a page says in words; times go by and ids are drawn. */
const said = (text: string) =>
  text
    .replace(/<(script|style)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\d+ (second|minute)s?/g, '')
    .replace(/ref \S+/g, '')
    // The key of an app is another each time.
    .replace(/([A-Z2-7]{4} ){7}[A-Z2-7]{4}/g, '')
    .replace(/\s+/g, ' ');

/** Which pages differ for them from what others are shown. */
const LOOKED_AT: Record<string, (path: string) => boolean> = {
  nobody: () => true,
  member: (path) => !path.includes('(auth)'),
  administrator: (path) => path.includes('/admin/'),
};

for (const [who, isLookedAt] of Object.entries(LOOKED_AT))
  test(`no address makes a page claim anything: ${who}`, { tag: '@long' }, async ({ server }) => {
    const person = await signUpAs(server, who);
    for (const { path } of PAGES.filter((page) => isLookedAt(page.path))) {
      const address = addressOf(path, person.mine);
      const plain = await person.visitor.go(address);
      const queries = plain.headers.location ? [] : QUERIES;
      for (const query of queries) {
        const asked = await person.visitor.go(`${address}?${query}`);
        const [told, without] = [said(asked.text), said(plain.text)];
        expect([asked.status, told], address).toEqual([plain.status, without]);
      }
    }
  });

async function savedProfile({ visitor }: TestPerson) {
  const form = await visitor.form('/settings/profile');
  return visitor.submit(form, [
    ['name', 'Ada'],
    ['timeZone', 'UTC'],
    ['theme', 'system'],
  ]);
}

test('what was done is told once, to the person who did it, under a clean address, and is kept nowhere', async ({
  server,
}) => {
  const [ada, bob] = [await signUpAs(server, 'member'), await signUpAs(server, 'member')];
  const done = await savedProfile(ada);
  expect([done.status, done.headers.location]).toEqual([303, '/settings/profile']);
  const line = done.setCookies.find((one) => one.startsWith('flash='));
  expect(line).toMatch(
    /^flash=Fe26\.[^;]+; Path=\/; (Expires=[^;]+; )?Max-Age=120; HttpOnly; SameSite=lax$/,
  );
  bob.visitor.cookies.set('flash', String(ada.visitor.cookies.get('flash')));
  const stranger = newVisitor(server);
  stranger.cookies.set('flash', String(ada.visitor.cookies.get('flash')));
  expect(noticeIn(await bob.visitor.go('/settings/profile'))).toBe('');
  expect(noticeIn(await stranger.go('/sign-in'))).toBe('');

  const page = await ada.visitor.go('/settings/profile');
  expect(noticeIn(page)).toBe('Your profile is saved.');
  expect(page.text).toContain('<title>Done: Your profile · Gatehouse</title>');
  expect(page.headers['cache-control']).toBe('private, no-store');
  expect(page.setCookies).toEqual(['flash=; Path=/; Max-Age=0; HttpOnly; SameSite=lax']);
  const again = await ada.visitor.go('/settings/profile');
  expect([noticeIn(again), again.setCookies]).toEqual(['', []]);
});

test('the notice waits while the person who did it proves again who they are', async ({
  server,
}) => {
  const ada = await signUpAs(server, 'member');
  await savedProfile(ada);
  for (const path of ['/dashboard', '/confirm', '/notes', '/nowhere']) {
    const answer = await ada.visitor.go(path);
    expect([noticeIn(answer), answer.setCookies], path).toEqual(['', []]);
  }
  expect(noticeIn(await ada.visitor.go('/settings/profile'))).toBe('Your profile is saved.');
});

test('only a session that is over is said to have ended', async ({ server }) => {
  const stranger = newVisitor(server);
  expect((await stranger.go('/sign-in?ended=1')).text).not.toContain('has ended');
  const ada = await signUpAs(server, 'member');
  const session = String(ada.visitor.cookies.get('session'));
  await ada.visitor.signOut();
  expect(noticeIn(await ada.visitor.go('/sign-in'))).toBe('You are signed out.');
  expect((await ada.visitor.go('/sign-in')).text).not.toContain('has ended');
  stranger.cookies.set('session', session);
  expect((await stranger.go('/sign-in')).text).toContain('Your session has ended.');
});
