import { enterNew } from '#e2e/support/account';
import { auditPage } from '#e2e/support/audit-page';
import { expect, test } from '#e2e/support/story';
import { LANGUAGES } from '#texts/languages';

const STRANGERS = ['/', '/sign-in', '/sign-up', '/forgot-password', '/nowhere'];
const GATED = [
  '/dashboard',
  '/notes',
  '/notes/new',
  '/settings/profile',
  '/settings/email',
  '/settings/security',
  '/settings/password',
  '/settings/sessions',
  '/settings/activity',
  '/settings/apps',
  '/settings/data',
];

for (const language of LANGUAGES.filter((one) => one !== 'en'))
  test(`anybody can read and use each page in ${language}, wide and narrow, at twice the size`, {
    tag: '@long',
  }, async ({ page, anotherPage, server }) => {
    test.setTimeout(300_000);
    const stranger = await anotherPage({ locale: language });
    for (const path of STRANGERS) {
      await stranger.goto(path);
      await expect(stranger.locator('html')).toHaveAttribute('lang', language);
      await auditPage(stranger, language);
    }
    await enterNew(page, server);
    await page.context().addCookies([{ name: 'language', value: language, url: server.url }]);
    for (const path of GATED) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await auditPage(page, language);
    }
  });
