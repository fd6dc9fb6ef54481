import { HOSTS, mailedCode, test } from '#e2e/support/behind-tls';
import { rows } from '#e2e/support/rows';
import { answerTo, expect, press } from '#e2e/support/story';
import { newPerson, signIn } from '#e2e/support/test';

for (const [how, isApart] of Object.entries(HOSTS)) {
  test.describe(`behind a proxy that speaks https and ${how}`, () => {
    test.beforeEach(({ front }) => front.nameHostApart(isApart));

    test('people sign up, out and in, never leave the site, and carry a cookie only it can set', async ({
      page,
      front,
      mails,
      server,
    }) => {
      const person = newPerson();
      const sessionCookies = async () =>
        (await page.context().cookies()).filter(({ name }) => /session$/.test(name));

      await page.goto('/dashboard?a=1&b=2');
      await expect(page).toHaveURL(
        `${front.url}/sign-in?next=${encodeURIComponent('/dashboard?a=1&b=2')}`,
      );
      await page.goto('/sign-up');
      await page.getByLabel('Name').fill(person.name);
      await page.getByLabel('Email').fill(person.email);
      await page.locator('[name=password]').fill(person.password);
      await press(page, 'Create account');
      await page.waitForURL(`${front.url}/sign-up/verify`);
      await page.getByLabel('Six-digit code').fill(await mailedCode(mails, person.email));
      await press(page, 'Verify');
      await page.waitForURL(`${front.url}/dashboard`);
      expect(await sessionCookies()).toMatchObject([
        {
          name: '__Host-session',
          domain: 'gatehouse.test',
          path: '/',
          secure: true,
          httpOnly: true,
          sameSite: 'Lax',
        },
      ]);

      const answer = await page.goto('/settings/sessions');
      expect((await answer?.request().allHeaders())?.['cookie']).toContain('__Host-session=');
      await expect(page.getByText('This device')).toBeVisible();
      // Where the proxy says that this browser is, and not the proxy itself by its other name.
      await expect(page.getByRole('main')).toContainText('this machine');
      const from =
        'select address from sessions where user_id = (select id from users where email = ?)';
      expect(rows(server, from, person.email)).toEqual([{ address: '127.0.0.1' }]);

      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(`${front.url}/sign-in`);
      expect(await sessionCookies()).toEqual([]);

      await page.goto(`/sign-in?next=${encodeURIComponent('/settings/sessions?a=1&b=2')}`);
      const wrong = await answerTo(page, () =>
        signIn(page, { ...person, password: 'not the right password' }),
      );
      expect(wrong.status()).toBe(422);
      await expect(page).toHaveTitle(/^Error: /);
      await expect(page.getByLabel('Email')).toHaveValue(person.email);
      expect(await sessionCookies()).toEqual([]);
      await signIn(page, person, { remember: true });
      await page.waitForURL(`${front.url}/settings/sessions?a=1&b=2`);
      expect(await sessionCookies()).toMatchObject([{ name: '__Host-session', secure: true }]);
    });
  });
}
