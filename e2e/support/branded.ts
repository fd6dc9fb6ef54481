import type { Page } from '@playwright/test';
import { LIGHT, type TestServer } from '#e2e/support/server';
import { expect, test as story } from '#e2e/support/story';
import { startSite } from '#e2e/support/two-nodes';

const NAME = 'Ada & Söhne <b>';
export const LINKS = {
  TERMS_URL: 'https://acme.test/terms',
  PRIVACY_URL: 'https://acme.test/privacy',
  SUPPORT_URL: 'mailto:help@acme.test',
};

/** A site with a name and links of its own. */
export const test = story.extend<object, { server: TestServer }>({
  server: [
    async ({ nodes }, use) => {
      const server = await startSite(nodes, { ...LIGHT, ...LINKS, SITE_NAME: NAME });
      await use(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],
});

/** The page says the name of the site, as text, and no other. */
export async function expectNamed(page: Page) {
  await expect(page).toHaveTitle(new RegExp(` · ${RegExp.escape(NAME)}$`));
  await expect(page.locator('a.brand')).toHaveText(NAME);
  expect(await page.locator('a.brand').innerHTML()).toContain('&lt;b&gt;');
  await expect(page.locator('body')).not.toContainText('Gatehouse');
}
