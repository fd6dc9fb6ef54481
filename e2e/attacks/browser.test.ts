import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { sessionsOf } from '#e2e/support/rows';
import { withoutNotice } from '#e2e/support/session-stream';
import { expect, newPerson, signIn, signUp, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

/** Another site, on another port and under another name, that serves one page. */
async function hostilePage(html: string): Promise<{ url: string; site: Server }> {
  const site = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end(html),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`, site };
}

const postForm = (action: string, fields: [string, string][], more = '') =>
  `<form method="post" enctype="multipart/form-data" action="${action}" ${more}>${fields
    .map(([name, value]) => `<input name="${name}" value="${value.replaceAll('"', '&quot;')}">`)
    .join('')}</form><script>document.forms[0].submit()</script>`;

const sessionCookie = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'session')?.value;

test('another site cannot sign anybody in, up or out, by a form, a picture, a frame or a data page', {
  tag: '@long',
}, async ({ page, server }) => {
  const ada = await signUp(page, server);
  const before = await sessionCookie(page);
  const mallory = newVisitor(server);
  const malloryEmail = await mallory.signUp();
  const form = await newVisitor(server).form('/sign-in');
  const login = postForm(`${server.url}/sign-in`, [
    ...form.hidden,
    ['email', malloryEmail],
    ['password', 'seven purple otters juggle'],
  ]);
  const logout = postForm(`${server.url}/sign-out`, []);
  const inFrame = (html: string) =>
    `<iframe sandbox="allow-scripts allow-forms" srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
  const pages = [
    login,
    logout,
    inFrame(login),
    inFrame(logout),
    `<img src="${server.url}/sign-out"><link rel="prefetch" href="${server.url}/sign-out"><script src="${server.url}/sign-out"></script><object data="${server.url}/sign-out"></object>`,
    `<script>fetch("${server.url}/sign-out", {method: "POST", mode: "no-cors", credentials: "include"}); navigator.sendBeacon("${server.url}/sign-out")</script>`,
  ];
  for (const html of pages) {
    const { url, site } = await hostilePage(html);
    await page.goto(url).catch(() => undefined);
    await page.waitForLoadState('networkidle');
    site.close();
    expect(await sessionCookie(page)).toBe(before);
  }
  await page.goto('/dashboard');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${ada.name}`);
  await expect(page.getByText(ada.email).first()).toBeVisible();
  expect(sessionsOf(server, ada.email)).toBe(1);
});

test('no page can be framed or embedded by another site', { tag: '@long' }, async ({
  page,
  server,
}) => {
  await signUp(page, server);
  for (const path of [
    '/',
    '/sign-in',
    '/dashboard',
    '/settings/sessions',
    '/nothing',
    '/dev/mailbox',
    '/health/live',
    '//x',
  ]) {
    const { url, site } = await hostilePage(
      `<iframe src="${server.url}${path}"></iframe><object data="${server.url}${path}"></object><embed src="${server.url}${path}"><script src="${server.url}${path}"></script><img src="${server.url}${path}">`,
    );
    await page.goto(url);
    await page.waitForLoadState('networkidle');
    for (const frame of page.frames().slice(1)) {
      const text = await frame.evaluate(() => document.body?.textContent ?? '').catch(() => '');
      expect(text, path).not.toMatch(/Hello|Sign in|Gatehouse|"status"|Sign out/);
    }
    const read = await page.evaluate(
      async (address) =>
        fetch(address, { credentials: 'include' }).then(
          (answer) => answer.text(),
          () => 'blocked',
        ),
      `${server.url}${path}`,
    );
    expect(read).toBe('blocked');
    site.close();
  }
});

test('after signing out, Back, a second tab and the router’s memory show nothing private', {
  tag: '@long',
}, async ({ page, server }) => {
  const ada = await signUp(page, server);
  const second = await page.context().newPage();
  // It would find out by itself and leave before anybody clicks: see stories/open-page.
  await withoutNotice(second);
  await second.goto('/dashboard');
  await page.goto('/settings/sessions');
  await page.goto('/settings/email');
  await page.goto('/settings/data');
  await page.goto('/settings/activity');
  await page.goto('/dashboard');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  for (let i = 0; i < 6; i++) {
    await page.goBack({ waitUntil: 'load' }).catch(() => undefined);
    await expect(page.locator('body')).not.toContainText(ada.email);
    await expect(page.locator('body')).not.toContainText('Hello');
  }
  await second.getByRole('link', { name: 'See and end your sessions' }).click();
  await second.waitForURL('**/sign-in?next=**');
  await expect(second.locator('body')).not.toContainText(ada.email);
  await signIn(second, ada);
  await second.waitForURL('**/settings/sessions');
});

test('markup in a name runs nothing, and the policy blocks what would', async ({
  page,
  server,
}) => {
  const alerts: string[] = [];
  page.on('dialog', async (dialog) => {
    alerts.push(dialog.message());
    await dialog.dismiss();
  });
  await signUp(page, server, {
    ...newPerson(),
    name: '<img src=x onerror=alert(1)><svg onload=alert(2)>',
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<img src=x');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="data:," onerror="alert(3)"><a id="j" href="javascript:alert(4)">x</a>',
    );
    document.getElementById('j')?.click();
  });
  await page.waitForTimeout(300);
  expect(alerts).toEqual([]);
});
