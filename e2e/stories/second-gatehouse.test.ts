import { enter, newAccount } from '#e2e/support/account';
import { latestCode } from '#e2e/support/mailbox';
import { change } from '#e2e/support/rows';
import { freePort, LIGHT, startServer } from '#e2e/support/server';
import { expect, press, test } from '#e2e/support/story';
import { gatehouse, gatehouseReading } from '#lib/testing/deployment.test-support';

test('another Gatehouse says who somebody is, and asks again when it matters', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  watch.allow(/^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//);
  const port = String(await freePort());
  // Under another name of this machine, or the two would share their cookies.
  const other = await startServer({ ...LIGHT, PORT: port, APP_URL: `http://127.0.0.1:${port}` });
  try {
    const words = ['--kind', 'web', '--redirect', `${server.url}/callback/other`, '--json'];
    const added = await gatehouse(other, 'clients', 'add', 'first', ...words);
    const { client_secret: secret } = JSON.parse(added.stdout) as { client_secret: string };
    const options = ['--name', 'other', '--issuer', other.url, '--client-id', 'first'];
    const known = await gatehouseReading(server, secret, 'providers', 'add', 'oidc', ...options);
    expect(known.stderr).toBe('');
    const there = await newAccount(other);
    await enter(page, other, there.session);

    // Somebody new: the other one is asked, and the address is proven here.
    await page.goto('/sign-in');
    await press(page, 'Continue with other');
    await press(page, 'Allow');
    await page.waitForURL(`${server.url}/sign-in/finish/*`);
    await expect(page.getByLabel('Email')).toHaveValue(there.email);
    await press(page, 'Create account');
    await page.waitForURL('**/sign-up/verify');
    await page.getByLabel('Six-digit code').fill(await latestCode(server.port, there.email));
    await press(page, 'Verify');
    await page.waitForURL(`${server.url}/dashboard`);
    await press(page, 'Sign out');

    // Known: the button alone.
    await page.waitForURL(`${server.url}/sign-in`);
    await press(page, 'Continue with other');
    await press(page, 'Allow');
    await page.waitForURL(`${server.url}/dashboard`);

    // What matters: the other one asks for the password again, whoever is signed in there.
    await page.goto('/confirm?next=/settings/connections');
    await press(page, 'Continue with other');
    await page.waitForURL(`${other.url}/confirm?next=*`);
    await page.getByLabel('Password', { exact: true }).fill(there.password);
    await press(page, 'Confirm');
    await press(page, 'Allow');
    await page.waitForURL(`${server.url}/settings/connections`);
    await expect(page.getByRole('heading', { name: /^other: / })).toBeVisible();
  } finally {
    change(server, "delete from providers where name = 'other'");
    await other.remove();
  }
});
