import { newAccount } from '#e2e/support/account';
import { forgetLimits } from '#e2e/support/database';
import { latestCode, latestMail } from '#e2e/support/mailbox';
import { answerTo, expect, press, pressAnyway, test } from '#e2e/support/story';
import { newPerson, PASSWORD, signIn } from '#e2e/support/test';

const sessionCookies = async (answer: {
  headersArray(): Promise<{ name: string; value: string }[]>;
}) =>
  (await answer.headersArray()).filter(
    ({ name, value }) => name.toLowerCase() === 'set-cookie' && /^(__Host-)?session=/.test(value),
  );

test('creating an account keeps the asked page with its whole query, and sets one closed cookie', async ({
  page,
  server,
  isWithScripts,
}) => {
  const success = isWithScripts ? [200, 303] : [303];
  const person = newPerson('Bea');
  await page.goto('/settings/sessions?tab=a&b=2%263');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  const begun = await press(page, 'Create account');
  expect(success).toContain(begun.status());
  expect(await sessionCookies(begun)).toEqual([]);
  await page.waitForURL('**/sign-up/verify');
  await expect(page.getByText(person.email)).toBeVisible();
  await expect(page.getByText('Your password is strong.')).toBeVisible();

  const code = await latestCode(server.port, person.email);
  await page.getByLabel('Six-digit code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  const answer = await press(page, 'Verify');
  expect(success).toContain(answer.status());
  const cookies = await sessionCookies(answer);
  expect(cookies).toHaveLength(1);
  expect(cookies[0]!.value).toMatch(/^session=[^;]+; Path=\/; HttpOnly; SameSite=lax$/i);
  await page.waitForURL('**/settings/sessions?tab=a&b=2%263');
});

test('"Keep me signed in" decides how long the one session cookie lives', { tag: '@long' }, async ({
  server,
  anotherPage,
  isWithScripts,
}) => {
  const person = await newAccount(server);
  for (const remember of [false, true]) {
    const elsewhere = await anotherPage();
    await elsewhere.goto('/sign-in');
    const answer = await answerTo(elsewhere, () => signIn(elsewhere, person, { remember }));
    expect(isWithScripts ? [200, 303] : [303]).toContain(answer.status());
    const location =
      (await answer.headerValue('location')) ?? (await answer.headerValue('x-action-redirect'));
    expect(location).toMatch(/^\/dashboard(;|$)/);
    const cookies = await sessionCookies(answer);
    expect(cookies).toHaveLength(1);
    const lasts = remember ? `; Expires=[^;]+; Max-Age=${30 * 24 * 3600}` : '';
    expect(cookies[0]!.value).toMatch(
      new RegExp(`^session=[^;]+; Path=/${lasts}; HttpOnly; SameSite=lax$`, 'i'),
    );
    await elsewhere.waitForURL('**/dashboard');
    const [cookie] = (await elsewhere.context().cookies()).filter(({ name }) => name === 'session');
    expect(cookie!.expires > 0).toBe(remember);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(elsewhere.url()).not.toContain(cookie!.value);
    expect(await elsewhere.content()).not.toContain(cookie!.value);
  }
});

test('an address that has an account sees the same pages, and its owner gets a mail that says so', async ({
  server,
  anotherPage,
}) => {
  const person = await newAccount(server);
  // Its mailbox got a code a moment ago, and gets no more within a minute.
  forgetLimits(server);
  const words: string[] = [];
  for (const email of [person.email, newPerson().email]) {
    const stranger = await anotherPage();
    await stranger.goto('/sign-up');
    await stranger.getByLabel('Name').fill('Mallory');
    await stranger.getByLabel('Email').fill(email);
    await stranger.locator('[name=password]').fill(PASSWORD);
    const answer = await press(stranger, 'Create account');
    await stranger.waitForURL('**/sign-up/verify');
    await stranger.getByLabel('Six-digit code').fill('000000');
    const refused = await press(stranger, 'Verify');
    await expect(stranger.getByRole('alert').first()).toContainText('This is not the code');
    const text = ((await stranger.locator('main').textContent()) ?? '')
      .replaceAll(email, 'ADDRESS')
      .replace(/\d+ seconds/, 'N seconds')
      .replace(/\d\d:\d\d/g, 'HH:MM');
    words.push(`${answer.status()} ${refused.status()} ${await stranger.title()} ${text}`);
  }
  expect(words[1]).toBe(words[0]);
  expect(await latestMail(server.port, person.email, 'You already have an account')).toContain(
    'nobody got in',
  );
});

test('"Send again" sends another code, but not at once, and says when', async ({
  page,
  server,
  javaScriptEnabled,
}) => {
  const person = newPerson();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await press(page, 'Create account');
  await page.waitForURL('**/sign-up/verify');
  const again = page.getByRole('button', { name: 'Send again' });
  if (javaScriptEnabled) {
    await expect(again).toHaveAttribute('aria-disabled', 'true');
    const timer = page.getByRole('timer');
    const before = await timer.textContent();
    await expect(timer).not.toHaveText(before ?? '');
  } else
    await expect(
      page.getByText(/You can have another code sent after .*\d\d:\d\d UTC/),
    ).toBeVisible();
  const answer = await pressAnyway(page, 'Send again');
  expect(answer.status()).toBe(429);
  expect(Number(await answer.headerValue('retry-after'))).toBeGreaterThan(0);
  const alert = page.getByRole('alert').filter({ hasText: 'There is a problem' });
  await expect(alert).toContainText(/another code in \d+ seconds/);
  // What was wrong with one form is no longer said once the other is sent in.
  await page.getByLabel('Six-digit code').fill('1');
  await press(page, 'Verify');
  await expect(alert).toContainText('Enter the six digits');
  await expect(alert).not.toContainText('another code');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, person.email));
  await press(page, 'Verify');
  await page.waitForURL('**/dashboard');
});
