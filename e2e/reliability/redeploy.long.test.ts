import { expect, test } from '@playwright/test';
import { buildChanged } from '#e2e/support/second-build';
import { startServer, type TestServer } from '#e2e/support/server';
import { newEmail, PASSWORD } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const OPEN_FORMS = ['/sign-in', '/sign-up', '/forgot-password'];
const OWN_FORMS = [
  '/confirm?next=/dashboard',
  '/settings/profile',
  '/settings/email',
  '/settings/password',
  '/settings/data',
];

let second: ReturnType<typeof buildChanged>;
let server: TestServer;
test.beforeAll(() => {
  test.setTimeout(600_000);
  second = buildChanged([
    ['app/layout.tsx', '<html lang', '<html data-build="second" lang'],
    // An action that the next version no longer has.
    ['app/(auth)/sign-in/actions.ts', 'signInAction', 'signInOtherwiseAction'],
    ['app/(auth)/sign-in/form.tsx', 'signInAction', 'signInOtherwiseAction'],
  ]);
});
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(() => server.remove());
test.afterAll(() => second.remove());

/** The next version, at the same address and on the same database. */
async function redeploy() {
  const { port, folder } = server;
  await server.stop();
  server = await startServer({ PORT: String(port) }, folder, second.home);
}

/** Id and name of every field of a page that a person or a password manager fills in. */
function fieldsOf(html: string) {
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const value = (tag: string, name: string) => tag.match(new RegExp(` ${name}="([^"]*)"`))?.[1];
  return inputs
    .filter((tag) => value(tag, 'type') !== 'hidden')
    .map((tag) => [value(tag, 'id'), value(tag, 'name'), value(tag, 'autoComplete')]);
}

test('fields have the same ids and names on every load and in the next version', async () => {
  const ada = newVisitor(server);
  await ada.signUp();
  const read = async () => {
    const found: Record<string, unknown> = {};
    for (const path of [...OPEN_FORMS, ...OWN_FORMS]) {
      const visitor = OPEN_FORMS.includes(path) ? newVisitor(server) : ada;
      const { status, text } = await visitor.go(path);
      expect([path, status]).toEqual([path, 200]);
      found[path] = fieldsOf(text);
      expect(found[path]).not.toEqual([]);
    }
    return found;
  };
  const before = await read();
  expect(await read()).toEqual(before);
  await redeploy();
  expect((await ada.go('/dashboard')).text).toContain('data-build="second"');
  expect(await read()).toEqual(before);
});

for (const as of ['form', 'call'] as const)
  test(`a form that was open during an update still works, or is answered with what to do, as a ${as}`, async () => {
    const visitor = newVisitor(server);
    const [kept, gone] = [await visitor.form('/sign-up'), await visitor.form('/sign-in')];
    await redeploy();
    const email = newEmail();
    const begun = await visitor.submit(
      kept,
      [
        ['name', 'Ada'],
        ['email', email],
        ['password', PASSWORD],
      ],
      as,
    );
    const { location, 'x-action-redirect': told } = begun.headers;
    expect(String(location ?? told)).toContain('/sign-up/verify');
    const page = await visitor.go('/sign-up/verify');
    expect(page.text).toContain(email);
    expect(page.text).toContain('data-build="second"');

    const answer = await visitor.submit(
      gone,
      [
        ['email', email],
        ['password', PASSWORD],
      ],
      as,
    );
    expect([404, 409]).toContain(answer.status);
    if (as === 'form') expect(answer.text).toContain('This page has been updated');
    expect((await newVisitor(server).signIn(email, PASSWORD)).status).toBe(422);
  });
