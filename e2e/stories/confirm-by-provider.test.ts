import { enterNew } from '#e2e/support/account';
import { addTestProvider, connect } from '#e2e/support/providers';
import { change, rows } from '#e2e/support/rows';
import { expect, press, test } from '#e2e/support/story';

const AN_HOUR = 3_600_000;

test('a provider confirms who it is where it has just asked, and asked the right person', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  watch.allow(/^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//);
  const { provider, removed } = await addTestProvider(server, 'acme');
  const { email } = await enterNew(page, server);
  const hers = { sub: `hers-${Date.now()}` };
  provider.person = hers;
  connect(server, email, provider);
  const whose = 'user_id = (select id from users where email = ?)';
  const longAgo = Date.now() - AN_HOUR;
  change(server, `update sessions set proven_at = ? where ${whose}`, longAgo, email);
  const proven = () => rows(server, `select proven_at as at from sessions where ${whose}`, email);

  await page.goto('/settings/data');
  await page.waitForURL('**/confirm?next=*');
  for (const [ago, sub, says] of [
    [600, hers.sub, 'That provider did not answer as it should'],
    [0, 'somebody else', 'That provider did not ask you again who you are'],
  ] as const) {
    [provider.provenAgo, provider.person] = [ago, { sub }];
    // Who is signed in there is changed by a script there.
    await page.context().clearCookies({ domain: '127.0.0.1' });
    await press(page, 'Continue with acme');
    await expect(page.getByText(says)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/confirm');
    expect(proven()).toEqual([{ at: longAgo }]);
  }
  [provider.provenAgo, provider.person] = [0, hers];
  await page.context().clearCookies({ domain: '127.0.0.1' });
  await press(page, 'Continue with acme');
  await page.waitForURL('**/settings/data');
  await expect(page.getByRole('heading', { name: 'Your data', exact: true })).toBeVisible();
  expect(Number(proven()[0]?.['at'])).toBeGreaterThan(longAgo);
  const told = "select count(*) as count from audit_events where type = 'authn_confirmed' and ";
  expect(rows(server, told + whose, email)).toEqual([{ count: 1 }]);
  removed();
});
