import { afresh, type PageSetup } from '#e2e/support/page-setups';
import { addTestProvider, sendDomain } from '#e2e/support/providers';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { idOf } from '#e2e/support/staff';
import { press } from '#e2e/support/story';
import type { TestProvider } from '#lib/testing/oidc.test-support';

/** Whose buttons stand on a page; only the last is really there. */
const LISTED = ['google', 'github', 'microsoft', 'apple'];

type Reach = (...given: [...Parameters<PageSetup>, TestProvider]) => Promise<unknown>;

/** A site that has providers, until the page is there: the states of other pages have none. */
export const withProviders =
  (reach: Reach): PageSetup =>
  async (page, server) => {
    const { provider, removed } = await addTestProvider(server, 'acme');
    for (const name of LISTED) list(server, name);
    await reach(page, server, provider);
    for (const name of LISTED) change(server, 'delete from providers where name = ?', name);
    removed();
  };

const list = (server: TestServer, name: string) =>
  change(
    server,
    "insert into providers (name, kind, title, issuer, client_id, client_secret, created_at) values (?, ?, ?, 'https://id.example', 'us', 'sealed', 1)",
    ...[name, name, name.replace(/^./, (letter) => letter.toUpperCase())],
  );

/** The page of a company; of one whose provider is there no more. */
export const atCompany = (isThere: boolean) =>
  withProviders(async (page, server) => {
    const removed = await sendDomain(server, 'acme.example', '--provider', 'acme', '--required');
    if (!isThere) change(server, "update company_domains set provider = 'gone'");
    await page.goto('/sign-in/company/acme.example?next=%2Fnotes');
    removed();
  });

/** A form that is refused to somebody whose company offers its provider; or the page that they are led to. */
export const offered = (then: (page: Parameters<PageSetup>[0]) => Promise<unknown>) =>
  withProviders(async (page, server) => {
    const removed = await sendDomain(server, 'acme.example', '--provider', 'acme');
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill('ada@acme.example');
    await press(page, 'Sign in');
    await page.getByText('can sign in with their company').waitFor();
    await then(page);
    removed();
  });

/** Where a page leads there, and nothing is there to be shown. */
export const leaving = withProviders(async (page, _, provider) => {
  await page.route(`${provider.issuer}/**`, (route) => route.fulfill({ status: 204 }));
  await page.goto('/sign-in');
  await press(page, 'Continue with acme');
  await page.getByRole('heading', { name: 'On the way' }).waitFor();
});

const LONG = 'a-name-as-long-as-nobody-has-one-but-somebody-will';

/** Somebody whom we do not know yet. */
export const finishing = (then: PageSetup = async () => undefined) =>
  withProviders(async (page, server, provider) => {
    provider.person = {
      sub: `stranger-${Date.now()}`,
      claims: { preferred_username: LONG, name: 'Grace', email: 'grace@example.com' },
    };
    await page.goto('/sign-in');
    await press(page, 'Continue with acme');
    await page.waitForURL('**/sign-in/finish/*');
    await then(page, server);
  });

/** Somebody with two accounts elsewhere, the second of a provider that was taken away. */
export const withConnections = (reach: (page: Parameters<PageSetup>[0], id: string) => unknown) =>
  withProviders((page, server) =>
    afresh(async (_, __, { email }) => {
      const userId = idOf(server, email);
      const add = (id: string, provider: string, label: string) =>
        change(
          server,
          "insert into connections (id, user_id, provider, issuer, subject, label, email, amr, acr, created_at, last_used_at, address, user_agent) values (?, ?, ?, 'https://id.example', ?, ?, '', '', '', ?, ?, '192.0.2.1', 'Mozilla/5.0 (iPhone)')",
          ...[id, userId, provider, `subject of ${id}`, label, Date.now(), Date.now()],
        );
      add(`${userId}-1`, 'github', 'octocat');
      add(`${userId}-2`, 'gone', LONG);
      await reach(page, `${userId}-1`);
    })(page, server),
  );

/** Somebody who is asked whether an account elsewhere is to sign in to theirs. */
export const connecting = withProviders((page, server, provider) =>
  afresh(async () => {
    provider.person = { sub: `hers-${Date.now()}`, claims: { preferred_username: LONG } };
    await page.goto('/settings/connections');
    await press(page, 'Connect acme');
    await page.waitForURL('**/settings/connections/new/*');
  })(page, server),
);
