import type { BrowserContext, Page } from '@playwright/test';
import { rows } from '#e2e/support/rows';
import { newVisitor } from '#e2e/support/visitor';
import { type Installation, newPeer } from './installation.ts';
import { startWeakApp } from './weak-app.ts';

/** What an attack needs to know of a site: the same of the weak app and of Gatehouse. */
export type Site = {
  url: string;
  /** A page of somebody who has just signed in with the form, at `next` if that is given. */
  signIn: (context: BrowserContext, next?: string) => Promise<Page>;
  /** The same form, with something wrong in it; answers what the page says. */
  signInWrongly: (page: Page, email: string) => Promise<string>;
  signOut: (page: Page) => Promise<void>;
  /** A page that only the signed-in see, and what stands on it. */
  home: string;
  private: RegExp;
  cookie: string;
  /** A form that changes the name, as an attacker can write it down. */
  nameForm: () => Promise<string>;
  name: () => string;
  email: string;
};

const fill = async (page: Page, email: string, password: string) => {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
};

const hiddenField = (name: string, value: string) =>
  `<input name="${name}" value="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`;

/** The weak app that does everything wrong, and somebody who has an account there. */
export async function weakSite(): Promise<{ site: Site; close: () => void }> {
  const person = { email: 'weak@example.com', password: 'weak but correct' };
  const twin = await startWeakApp(person);
  const signIn = async (context: BrowserContext, next = '') => {
    const page = await context.newPage();
    await page.goto(`${twin.url}/sign-in?next=${encodeURIComponent(next)}`);
    await fill(page, person.email, person.password);
    await page.getByRole('button').click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    return page;
  };
  const site: Site = {
    url: twin.url,
    email: person.email,
    home: '/me',
    private: /Hello, /,
    cookie: 'token',
    name: twin.shownName,
    signIn,
    signInWrongly: async (page, email) => {
      await page.goto(`${twin.url}/sign-in`);
      await fill(page, email, 'wrong');
      await page.getByRole('button').click();
      await page.waitForLoadState();
      return String(await page.textContent('body'));
    },
    signOut: async (page) => {
      await page.goto(`${twin.url}/sign-out`);
    },
    nameForm: async () =>
      `<form method="post" action="${twin.url}/name">${hiddenField('name', 'Mallory')}</form>`,
  };
  return { site, close: twin.close };
}

/** Gatehouse, and somebody who has an account there. */
export async function gatehouse(installation: Installation): Promise<Site> {
  const { url } = installation.server;
  const peer = await newPeer(installation, 'Attacked');
  const signIn = async (context: BrowserContext, next = '') => {
    const page = await context.newPage();
    await page.goto(`${url}/sign-in?next=${encodeURIComponent(next)}`);
    await fill(page, peer.email, peer.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((at) => at.pathname !== '/sign-in');
    return page;
  };
  return {
    url,
    email: peer.email,
    home: '/dashboard',
    private: /Hello, /,
    cookie: 'session',
    name: () =>
      String(
        rows(installation.server, 'select name from users where email = ?', peer.email)[0]?.[
          'name'
        ],
      ),
    signIn,
    signInWrongly: async (page, email) => {
      await page.goto(`${url}/sign-in`);
      await fill(page, email, installation.type('wrong ocelot 3390 harmonium'));
      await page.getByRole('button', { name: 'Sign in' }).click();
      const summary = page.locator('.summary');
      await summary.waitFor();
      return String(await summary.textContent());
    },
    signOut: async (page) => {
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
    },
    nameForm: async () => {
      const attacker = newVisitor(installation.server);
      await attacker.signIn(peer.email, peer.password);
      const form = await attacker.form('/settings/profile');
      const fields = [...form.hidden, ['name', 'Mallory'], ['timeZone', 'UTC'], ['theme', 'dark']];
      return `<form method="post" enctype="multipart/form-data" action="${url}${form.path}">${fields
        .map(([name = '', value = '']) => hiddenField(name, value))
        .join('')}</form>`;
    },
  };
}
