import { randomInt } from 'node:crypto';
import { test as base, expect, type Page } from '@playwright/test';
import { latestCode } from './mailbox.ts';
import { LIGHT, type TestServer } from './server.ts';
import { startSite } from './two-nodes.ts';

export { expect };

export const PASSWORD = 'seven purple otters juggle';

/** A network nobody else uses, so that one test's limits are not another's. */
export const newNetwork = () => `10.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;

export const newEmail = (name = 'ada') =>
  `${name}.${Date.now().toString(36)}${randomInt(1e5, 1e6)}@example.com`;

type Fixtures = {
  /** Every page of the test comes from one network of its own. */
  network: string;
  isWithScripts: boolean;
};

/** The test of a story: a running production server, a page that comes from a network of its own. */
export const test = base.extend<Fixtures, { nodes: 1 | 2; server: TestServer }>({
  /** With 2 the server is a site of two, on PostgreSQL: see support/two-nodes. */
  nodes: [1, { option: true, scope: 'worker' }],
  server: [
    async ({ nodes }, use) => {
      const server = await startSite(nodes, LIGHT);
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  network: async ({}, use) => use(newNetwork()),
  baseURL: async ({ server }, use) => use(server.url),
  extraHTTPHeaders: async ({ network }, use) => use({ 'X-Forwarded-For': network }),
  isWithScripts: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
});

type Person = { name: string; email: string; password: string };

export const newPerson = (name = 'Ada'): Person => ({
  name,
  email: newEmail(name.toLowerCase()),
  password: PASSWORD,
});

/** Creates an account through the front door, code and all, and leaves the page on the dashboard. */
export async function signUp(
  page: Page,
  server: TestServer,
  person = newPerson(),
): Promise<Person> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/sign-up/verify');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, person.email));
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.waitForURL('**/dashboard');
  return person;
}

/** Fills in and sends the sign-in form of the page that is open. */
export async function signIn(
  page: Page,
  { email, password }: Pick<Person, 'email' | 'password'>,
  { remember = false } = {},
) {
  await page.getByLabel('Email').fill(email);
  await page.locator('[name=password]').fill(password);
  if (remember) await page.getByLabel('Keep me signed in').check();
  await page.getByRole('button', { name: 'Sign in' }).click();
}
