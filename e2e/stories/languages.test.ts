import { enterNew } from '#e2e/support/account';
import { latestMail } from '#e2e/support/mailbox';
import { nextDocument } from '#e2e/support/next-document';
import { expect, test } from '#e2e/support/story';
import { newEmail, PASSWORD } from '#e2e/support/test';
import { LANGUAGE_NAMES, LANGUAGES, languages } from '#texts/languages';

const DIRECTIONS: Record<string, string> = { ar: 'rtl' };
const save = (of: keyof typeof languages) => languages[of].profileForm.submit;

for (const language of LANGUAGES) {
  const said = languages[language];
  test(`a browser that asks for ${language} is answered in it: pages, refusals, plain errors, mails, the API`, async ({
    anotherPage,
    server,
  }) => {
    const page = await anotherPage({ locale: `${language}-CH` });
    await page.goto('/sign-in');
    const html = page.locator('html');
    await expect(html).toHaveAttribute('lang', language);
    await expect(html).toHaveAttribute('dir', DIRECTIONS[language] ?? 'ltr');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(said.signInForm.title);
    await page.locator('[name=email]').fill(newEmail());
    await page.locator('[name=password]').fill('not the password of anybody');
    await page.getByRole('button', { name: said.signInForm.submit, exact: true }).click();
    await expect(page.getByText(said.answers.wrongCredentials).first()).toBeVisible();

    const address = newEmail();
    await page.goto('/sign-up');
    await page.locator('[name=name]').fill('Ada');
    await page.locator('[name=email]').fill(address);
    await page.locator('[name=password]').fill(PASSWORD);
    await nextDocument(page, () => page.locator('form button[type=submit]').last().click());
    const subject = said.mails.signUpCodeSubject.replace('{name}', 'Gatehouse');
    expect(await latestMail(server.port, address, subject)).toContain(subject);

    const headers = { 'Accept-Language': `${language};q=0.9, xx` };
    const missing = await fetch(`${server.url}/api/v1/notes`, { headers });
    expect(await missing.json()).toMatchObject({ title: said.apiTitles.no_credentials });
    const plain = await fetch(`${server.url}/sign-in`, { method: 'DELETE', headers });
    expect(plain.status).toBe(405);
    expect(await plain.text()).toContain(said.http.title405);
  });
}

test('a person chooses a language: this browser has it at once, another from the next sign-in, and mails that others cause too', async ({
  page,
  anotherPage,
  server,
}) => {
  const chosen = LANGUAGES.find((one) => one !== 'en') ?? 'en';
  const person = await enterNew(page, server);
  await page.goto('/settings/profile');
  await page.locator('[name=language]').selectOption(LANGUAGE_NAMES[chosen]);
  await nextDocument(page, () => page.getByRole('button', { name: save('en') }).click());
  await expect(page.locator('html')).toHaveAttribute('lang', chosen);
  await expect(page.locator('.notice[role=status]')).toHaveText(
    languages[chosen].done['profile-saved'],
  );

  const other = await anotherPage();
  await other.goto('/sign-in');
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  await other.locator('[name=email]').fill(person.email);
  await other.locator('[name=password]').fill(PASSWORD);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.waitForURL('**/dashboard');
  await expect(other.locator('html')).toHaveAttribute('lang', chosen);

  await page.goto('/settings/profile');
  await page.locator('[name=language]').selectOption('');
  await nextDocument(page, () => page.getByRole('button', { name: save(chosen) }).click());
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
