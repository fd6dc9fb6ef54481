import type { Page } from '@playwright/test';
import { mailsTo } from '#e2e/support/mailbox';
import { PAGE_STATES } from '#e2e/support/page-states';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { expect, test as story } from '#e2e/support/story';
import { newPerson, signUp } from '#e2e/support/test';

const NAME = 'Ada & Söhne <b>';
const LINKS = {
  TERMS_URL: 'https://acme.test/terms',
  PRIVACY_URL: 'https://acme.test/privacy',
  SUPPORT_URL: 'mailto:help@acme.test',
};

/** A site with a name and links of its own. */
const test = story.extend<object, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
    async ({}, use) => {
      const server = await startServer({ ...LIGHT, ...LINKS, SITE_NAME: NAME });
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
});

/** What a change looks at; the other states are looked at by `npm run reliability`. */
const SOON =
  /^(home|sign-in|sign-up|a page that is not there|a plain page|dashboard on the first visit)$/;

async function expectNamed(page: Page) {
  await expect(page).toHaveTitle(new RegExp(` · ${RegExp.escape(NAME)}$`));
  await expect(page.locator('a.brand')).toHaveText(NAME);
  expect(await page.locator('a.brand').innerHTML()).toContain('&lt;b&gt;');
  await expect(page.locator('body')).not.toContainText('Gatehouse');
}

for (const [name, reach] of Object.entries(PAGE_STATES))
  test(`${name}: it says the name of the site, and no other`, {
    tag: SOON.test(name) ? [] : '@long',
  }, async ({ page, server, watch, isWithScripts }) => {
    test.skip(!isWithScripts, 'the states are reached by scripts');
    watch.allow(/^Error: Spoilt by the test/);
    watch.allow(/^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//);
    await reach(page, server);
    await expectNamed(page);
  });

test('from sign-up on every page and mail says the name, and pages end with the links', async ({
  page,
  server,
}) => {
  const person = newPerson();
  await signUp(page, server, person);
  for (const path of ['/', '/dashboard', '/notes', '/settings/security', '/device', '/nowhere']) {
    await page.goto(path);
    await expectNamed(page);
    for (const [text, href] of [
      ['Terms', LINKS.TERMS_URL],
      ['Privacy', LINKS.PRIVACY_URL],
      ['Support', LINKS.SUPPORT_URL],
    ] as const)
      await expect(page.getByRole('link', { name: text, exact: true })).toHaveAttribute(
        'href',
        href,
      );
  }
  const mails = (await mailsTo(server.port, person.email)).join('\n');
  expect(mails).toContain('Your code for Ada & Söhne &lt;b&gt;');
  expect(mails).toContain(`Sent by Ada & Söhne &lt;b&gt;, ${server.url}`);
  expect(mails).not.toContain('Gatehouse');
});
