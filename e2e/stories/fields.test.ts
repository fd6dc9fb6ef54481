import { newAccount } from '#e2e/support/account';
import { latestCode } from '#e2e/support/mailbox';
import { expect, press, test } from '#e2e/support/story';
import { newPerson } from '#e2e/support/test';

const LONGEST = `${'long words of 128 '.repeat(7)}go`;

test('password managers find what they look for, under the same names on every load', async ({
  page,
}) => {
  for (let loads = 0; loads < 2; loads++) {
    await page.goto('/sign-in');
    await expect(page.locator('input#email[name=email]')).toHaveAttribute(
      'autocomplete',
      'username webauthn',
    );
    await expect(page.locator('input#current-password[name=password]')).toHaveAttribute(
      'autocomplete',
      'current-password',
    );
    await page.goto('/sign-up');
    await expect(page.locator('input#email[name=email]')).toHaveAttribute(
      'autocomplete',
      'username',
    );
    await expect(page.locator('input#new-password[name=password]')).toHaveAttribute(
      'autocomplete',
      'new-password',
    );
    await expect(page.locator('input[type=password]')).toHaveCount(1);
    await expect(page.locator('[autocomplete=off], [onpaste], [maxlength]')).toHaveCount(0);
  }
});

test('a pasted password of 128 characters and a pasted code with a space are taken whole', async ({
  page,
  server,
  context,
}) => {
  expect(LONGEST).toHaveLength(128);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const person = newPerson();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await paste('[name=password]', LONGEST);
  await press(page, 'Create account');
  await page.waitForURL('**/sign-up/verify');
  const input = page.locator('input#code');
  await expect(input).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(input).toHaveAttribute('inputmode', 'numeric');
  await expect(page.locator('main input:not([type=hidden])')).toHaveCount(1);
  const code = await latestCode(server.port, person.email);
  await paste('#code', ` ${code.slice(0, 3)} ${code.slice(3)} `);
  await press(page, 'Verify');
  await page.waitForURL('**/dashboard');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await page.getByLabel('Email').fill(person.email);
  await paste('[name=password]', LONGEST);
  await press(page, 'Sign in');
  await page.waitForURL('**/dashboard');

  async function paste(selector: string, text: string) {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await page.locator(selector).focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(page.locator(selector)).toHaveValue(text);
  }
});

test('one character too many is refused in words, not cut off', async ({ page }) => {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Email').fill(newPerson().email);
  await page.locator('[name=password]').fill(`${LONGEST}!`);
  expect((await press(page, 'Create account')).status()).toBe(422);
  await expect(page.locator('#new-password-error')).toHaveText(
    'Use at most 128 characters for your password.',
  );
});

test('the rule for a password is said once, and how much of it is typed is counted where there are scripts', async ({
  page,
  isWithScripts,
}) => {
  await page.goto('/sign-up');
  const password = page.locator('#new-password');
  await expect(password).toHaveAccessibleDescription(/^At least 15 characters\./);
  await expect(page.locator('meter')).toHaveCount(0);
  await password.pressSequentially('correct h');
  if (isWithScripts) {
    await expect(page.getByText('9 of 15 characters')).toBeVisible();
    await expect(page.locator('meter')).toHaveJSProperty('value', 9);
    await password.fill('correct horses leap');
    await expect(page.getByText('19 characters: long enough')).toBeVisible();
    await expect(
      page.locator('[role=status], [role=alert], [aria-live]', { hasText: 'characters' }),
    ).toHaveCount(0);
    await password.fill('🐙🐙');
    await expect(page.getByText('2 of 15 characters')).toBeVisible();
  }
  await press(page, 'Create account');
  await expect(password).toHaveAccessibleDescription(
    /Use at least 15 characters\. A few random words work well\.$/,
  );
  await expect(page.locator('#new-password-hint, meter')).toHaveCount(0);
  await expect(page.getByText('A few random words')).toHaveCount(1);
});

test('a password can be shown where there are scripts, is hidden when sent, and warns of Caps Lock', async ({
  page,
  server,
  isWithScripts,
}) => {
  const person = await newAccount(server);
  await page.goto('/sign-in');
  const input = page.locator('#current-password');
  if (!isWithScripts) {
    await expect(page.locator('.with-toggle button')).toBeHidden();
    return;
  }
  await page.getByLabel('Email').fill(person.email);
  await input.fill(person.password);
  const show = page.getByRole('button', { name: 'Show password' });
  await expect(show).toHaveAttribute('type', 'button');
  await expect(show).toHaveAttribute('aria-controls', 'current-password');
  await show.click();
  await expect(input).toHaveAttribute('type', 'text');
  await expect(input).toHaveValue(person.password);
  await expect(page.getByText('Your password is visible')).toHaveRole('status');
  await expect(page.getByRole('button', { name: 'Hide password' })).toHaveText('Hide');

  const key = (isOn: boolean) =>
    input.evaluate((element, modifierCapsLock) => {
      const event = new KeyboardEvent('keydown', { key: 'a', bubbles: true, modifierCapsLock });
      element.dispatchEvent(event);
    }, isOn);
  await key(true);
  await expect(page.getByText('Caps Lock is on')).toHaveRole('status');
  await key(false);
  await expect(page.getByText('Caps Lock is on')).toHaveCount(0);

  const typesSent = page.evaluate(
    () =>
      new Promise<string>((done) => {
        const watched = document.querySelector('#current-password') as HTMLInputElement;
        new MutationObserver(() => done(watched.type)).observe(watched, { attributes: true });
      }),
  );
  await page.locator('form').first().press('Tab');
  await press(page, 'Sign in');
  expect(await typesSent.catch(() => 'password')).toBe('password');
  await page.waitForURL('**/dashboard');
});
