import { sendForm } from '#e2e/support/plain-form';
import { expect, test } from '#e2e/support/story';
import { newNetwork, signIn, signUp } from '#e2e/support/test';

test('a stranger who guesses closes the door to strangers, and not to the owner’s browser', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await signUp(page, server);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  for (let tries = 1; tries <= 10; tries++) {
    const headers = { 'X-Forwarded-For': newNetwork() };
    const wrong = await sendForm(server.url, '/sign-in', { ...person, password: 'wrong' }, headers);
    expect(wrong.status).toBe(422);
  }
  const headers = { 'X-Forwarded-For': newNetwork() };
  expect((await sendForm(server.url, '/sign-in', person, headers)).status).toBe(429);

  await page.goto('/sign-in');
  await signIn(page, person);
  await page.waitForURL('**/dashboard');
});
