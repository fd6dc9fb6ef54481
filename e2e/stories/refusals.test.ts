import { forgetLimits } from '#e2e/support/database';
import { sendForm } from '#e2e/support/plain-form';
import { startServer } from '#e2e/support/server';
import { answerTo, expect, inBrief, press, test } from '#e2e/support/story';
import { newNetwork, newPerson, PASSWORD, signIn } from '#e2e/support/test';

const FORMS = [
  {
    path: '/sign-in',
    button: 'Sign in',
    typed: { email: 'ada at example' },
    problems: {
      email: 'Enter an email address like name@example.com.',
      'current-password': 'Enter your password.',
    },
  },
  {
    path: '/sign-up',
    button: 'Create account',
    typed: { name: 'Ada <b>Lovelace</b>', email: 'ada@', password: 'correct horse' },
    problems: {
      email: 'Enter an email address like name@example.com.',
      'new-password': 'Use at least 15 characters. A few random words work well.',
    },
  },
  {
    path: '/sign-up',
    button: 'Create account',
    typed: { name: 'Ada', email: 'ada@example.com', password: 'passwordpassword' },
    problems: {
      'new-password':
        'This password is in lists of leaked passwords. Pick one you have not used elsewhere.',
    },
  },
];

for (const { path, button, typed, problems } of FORMS) {
  test(`${path} says what is wrong with ${Object.keys(problems).join(' and ')}, and keeps the rest`, async ({
    page,
    isWithScripts,
  }) => {
    await page.goto(path);
    for (const [name, value] of Object.entries(typed))
      await page.locator(`[name=${name}]`).fill(value);
    const answer = await press(page, button);
    expect(answer.status()).toBe(422);
    await expect(page).toHaveTitle(`Error: ${button} · Gatehouse`);

    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toBeVisible();
    if (isWithScripts) await expect(summary).toBeFocused();
    const first = await page.locator('main .summary, main h1').first().getAttribute('class');
    expect(first).toContain('summary');

    for (const [name, value] of Object.entries(typed))
      await expect(page.locator(`[name=${name}]`)).toHaveValue(name === 'password' ? '' : value);
    for (const [id, text] of Object.entries(problems)) {
      const field = page.locator(`#${id}`);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(new RegExp(RegExp.escape(text)));
      await expect(page.locator(`#${id}-error`)).toHaveText(text);
      await summary.getByRole('link', { name: inBrief(text), exact: true }).click();
      await expect(field).toBeFocused();
    }
    await expect(page.locator('[aria-invalid]')).toHaveCount(Object.keys(problems).length);
  });
}

test('a wrong password leads to the email field, and marks neither as wrong', async ({ page }) => {
  await page.goto('/sign-in');
  const answer = await answerTo(page, () => signIn(page, newPerson(), { remember: true }));
  expect(answer.status()).toBe(422);
  await expect(page.locator('[aria-invalid]')).toHaveCount(0);
  await expect(page.getByLabel('Keep me signed in')).toBeChecked();
  await page.getByRole('link', { name: 'The email or password is not right' }).click();
  await expect(page.getByLabel('Email')).toBeFocused();
});

test('after too many wrong passwords the answer is 429 and says for how long, in seconds and in words', {
  tag: '@long',
}, async ({ page, server }) => {
  const email = newPerson().email;
  for (let tries = 1; tries <= 10; tries++) {
    const headers = { 'X-Forwarded-For': newNetwork() };
    const refused = await sendForm(server.url, '/sign-in', { email, password: 'wrong' }, headers);
    expect(refused.status).toBe(422);
  }
  await page.goto('/sign-in');
  const answer = await answerTo(page, () => signIn(page, { email, password: PASSWORD }));
  expect(answer.status()).toBe(429);
  const seconds = Number(await answer.headerValue('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(30);
  await expect(page.getByRole('alert').first()).toContainText(
    `Too many tries. Try again in ${seconds} seconds.`,
  );
  await expect(page).toHaveTitle(/^Error: /);
  await expect(page.getByLabel('Email')).toHaveValue(email);
  forgetLimits(server);
});

test('while the server has no time to check passwords the answer is 503 and says when to come back', {
  tag: '@long',
}, async ({ anotherPage, watch }) => {
  const slow = await startServer({ ARGON2_TIME: '20', ARGON2_MEMORY_KIB: '262144' });
  try {
    const page = await anotherPage({ baseURL: slow.url });
    watch.allow(new RegExp(`^sent elsewhere: ${slow.url}/`));
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill('ada@example.com');
    await page.locator('[name=password]').fill(PASSWORD);
    const crowd = Array.from({ length: 4 }, () =>
      sendForm(
        slow.url,
        '/sign-in',
        { email: newPerson().email, password: 'wrong' },
        { 'X-Forwarded-For': newNetwork() },
      ),
    );
    await expect.poll(() => hashesUnderWay(slow.url)).toBeGreaterThan(2);
    const answer = await press(page, 'Sign in');
    expect(answer.status()).toBe(503);
    expect(await answer.headerValue('retry-after')).toBe('2');
    await expect(page.getByRole('alert').first()).toContainText('Try again in a few seconds.');
    await expect(page.getByLabel('Email')).toHaveValue('ada@example.com');
    // Nobody waits for what the others hear: that takes a busy machine minutes. The page is left without a server.
    for (const one of crowd) one.catch(() => undefined);
    watch.allow(/^Failed to load resource: net::ERR_CONNECTION_(REFUSED|RESET)/);
  } finally {
    await slow.remove();
  }
});

/** How many password hashes run or wait, as the server itself counts them. */
async function hashesUnderWay(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(metrics.match(/^gatehouse_password_hashes (\d+)/m)?.[1] ?? 0);
}
