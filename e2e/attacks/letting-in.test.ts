import { addApp, codeOfApp } from '#e2e/support/authenticator-app';
import { type Answer, formsOf } from '#e2e/support/http';
import { newApp, newDevice } from '#e2e/support/programs';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { idOf } from '#e2e/support/staff';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

/** The page on which somebody lets a program in, as this visitor comes to it, and whether the program has something. */
type Door = { page: string; isLetIn: () => Promise<boolean>; close: () => void };
const DOORS: Record<string, (server: TestServer, visitor: Visitor) => Promise<Door>> = {
  async 'a device'(server, visitor) {
    const device = await newDevice(server);
    const claimed = await visitor.submit(await visitor.form('/device'), [
      ['user_code', device.code],
    ]);
    const isLetIn = async () => 'access_token' in (await device.poll());
    return { page: pathOf(claimed), isLetIn, close: () => undefined };
  },
  async 'an app'(server, visitor) {
    const app = await newApp(server);
    const url = new URL(app.url);
    const page = pathOf(await visitor.go(url.pathname + url.search));
    const isLetIn = async () => /content="0;url=/.test((await visitor.go(page)).text);
    return { page, isLetIn, close: app.close };
  },
};

const pathOf = ({ headers }: Answer) => new URL(String(headers.location), 'http://x').pathname;

/** What the account has, by what is asked for and what answers that; a passkey signs in a browser alone. */
const STATES: Record<
  string,
  (
    server: TestServer,
    visitor: Visitor,
    email: string,
  ) => Promise<{ asks: string[]; answer: (() => Promise<[string, string][]>) | null }>
> = {
  async 'a password alone'() {
    return { asks: ['password'], answer: async () => [['password', PASSWORD]] };
  },
  async 'an app'(_, visitor) {
    const key = await addApp(visitor);
    const answer = async (): Promise<[string, string][]> => [
      ['password', PASSWORD],
      ['factor', await codeOfApp(key)],
    ];
    return { asks: ['password', 'factor'], answer };
  },
  async 'a passkey'(server, _, email) {
    const id = idOf(server, email);
    change(
      server,
      "insert into credentials (id, user_id, kind, handle, secret, name, created_at, confirmed_at) values (?, ?, 'passkey', ?, 'a key', 'Passkey', ?, ?)",
      `key of ${id}`,
      id,
      `handle of ${id}`,
      Date.now(),
      Date.now(),
    );
    return { asks: [], answer: null };
  },
};

const stale = (server: TestServer, email: string) =>
  change(
    server,
    'update sessions set proven_at = ? where user_id = ? and client_id is null',
    Date.now() - 11 * 60_000,
    idOf(server, email),
  );

for (const [door, reach] of Object.entries(DOORS))
  for (const [state, give] of Object.entries(STATES))
    test(`${door} is let in by somebody with ${state} only after a fresh proof of it`, async ({
      server,
    }) => {
      const visitor = newVisitor(server);
      const email = await visitor.signUp();
      const { page, isLetIn, close } = await reach(server, visitor);
      const form = await visitor.form(page);
      const { asks, answer } = await give(server, visitor, email);
      stale(server, email);
      await visitor.submit(form, []);
      const confirm = (await visitor.go(page)).headers.location;
      expect(confirm).toBe(`/confirm?next=${encodeURIComponent(page)}`);
      const { text } = await visitor.go(String(confirm));
      const fields = ['password', 'factor'].filter((name) => text.includes(`name="${name}"`));
      expect(fields).toEqual(asks);
      if (asks.length !== 1) {
        const other = formsOf('/confirm', text).find(({ hidden }) =>
          hidden.some(([name]) => name.startsWith('$ACTION')),
        );
        if (other) await visitor.submit(other, [['password', PASSWORD]]);
        await visitor.submit(form, []);
        expect((await visitor.go(page)).headers.location).toBe(confirm);
      }
      expect(await isLetIn()).toBe(false);
      if (answer) {
        await visitor.submit(await visitor.form(String(confirm)), await answer());
        await visitor.submit(await visitor.form(page), []);
        expect(await isLetIn()).toBe(true);
      }
      close();
    });

for (const [door, reach] of Object.entries(DOORS))
  test(`${door} is let in by nobody who is half signed in`, async ({ server }) => {
    const owner = newVisitor(server);
    const email = await owner.signUp();
    await addApp(owner);
    const { page, isLetIn, close } = await reach(server, owner);
    const form = await owner.form(page);
    const thief = newVisitor(server);
    expect((await thief.signIn(email)).headers.location).toBe('/sign-in/second-factor');
    for (const path of [page, '/device'])
      expect((await thief.go(path)).headers.location).toContain('/sign-in');
    await thief.submit(form, []);
    expect(await isLetIn()).toBe(false);
    close();
  });
