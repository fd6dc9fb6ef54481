import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { answersForm, nextDocument } from '#e2e/support/next-document';
import { newSecrecy } from '#e2e/support/no-secrets';
import { test as base, expect } from '#e2e/support/test';

export { expect };

/** What Chromium itself says about an answer that is meant to be a refusal, also to a tab whose session ended. */
const REFUSAL =
  /^Failed to load resource: the server responded with a status of (400|401|403|404|409|410|412|422|429|503) /;

/** Listens to everything that must never happen on a page, in every context it is given. */
function newWatch(site: string) {
  const seen: string[] = [];
  const allowed: RegExp[] = [REFUSAL];
  const note = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) seen.push(text);
  };
  return {
    /** What went wrong so far: script errors, policy violations, requests to elsewhere, passwords in URLs. */
    seen,
    allow: (pattern: RegExp) => allowed.push(pattern),
    on(context: BrowserContext) {
      context.on('console', (message) => message.type() === 'error' && note(message.text()));
      context.on('weberror', (failure) => note(`uncaught: ${failure.error().message}`));
      context.on('request', (request) => {
        const url = request.url();
        if (/^https?:/.test(url) && new URL(url).origin !== site) note(`sent elsewhere: ${url}`);
        if (/password=/i.test(url)) note(`a password in a URL: ${url}`);
      });
    },
  };
}

type Secrecy = ReturnType<typeof newSecrecy>;

type Story = {
  secrecy: Secrecy;
  /** Fails when a page holds or has received something secret; every story ends with it. See docs/prove.md. */
  expectNoSecrets: Secrecy['expectNoSecrets'];
  watch: ReturnType<typeof newWatch>;
  /** A page in a browser of its own: no cookies of the other, the same network unless said otherwise. */
  anotherPage: (options?: BrowserContextOptions) => Promise<Page>;
};

/** The test of a story, which also fails when anything happened that never may. */
export const test = base.extend<Story>({
  watch: async ({ server }, use) => {
    const watch = newWatch(server.url);
    await use(watch);
    expect(watch.seen).toEqual([]);
  },
  secrecy: async ({ server }, use) => use(newSecrecy(server)),
  expectNoSecrets: async ({ secrecy }, use) => use(secrecy.expectNoSecrets),
  context: async ({ context, watch, secrecy }, use) => {
    watch.on(context);
    secrecy.on(context);
    await use(context);
    for (const page of context.pages()) await secrecy.expectNoSecrets(page);
  },
  anotherPage: async (
    { browser, watch, secrecy, baseURL, extraHTTPHeaders, javaScriptEnabled },
    use,
  ) => {
    const opened: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        baseURL: baseURL as string,
        extraHTTPHeaders: extraHTTPHeaders ?? {},
        javaScriptEnabled: javaScriptEnabled !== false,
        ...options,
      });
      watch.on(context);
      secrecy.on(context);
      opened.push(context);
      return context.newPage();
    });
    for (const page of opened.flatMap((context) => context.pages()))
      await secrecy.expectNoSecrets(page);
    await Promise.all(opened.map((context) => context.close()));
  },
});

/** Does something that sends a form, and gives the answer: of the document, or of the action with scripts. */
export async function answerTo(page: Page, send: () => Promise<unknown>) {
  const [answer] = await Promise.all([page.waitForResponse(answersForm), send()]);
  return answer;
}

/** Presses a button that leads to another page, or to the same one again, and waits for what it tells there. */
export async function pressAndRead(page: Page, name: string, told: string | RegExp) {
  await nextDocument(page, () => page.getByRole('button', { name, exact: true }).click());
  await expect(page.locator('.notice[role=status]').first()).toContainText(told);
}

/** Presses the button with this name and gives the answer to the form. */
export const press = (page: Page, name: string) =>
  answerTo(page, () => page.getByRole('button', { name, exact: true }).click());

/** The same for a button that says that it is too soon. */
export const pressAnyway = (page: Page, name: string) =>
  answerTo(page, () => page.getByRole('button', { name, exact: true }).click({ force: true }));

/** What the summary says of a problem whose field says all of it: the first sentence. */
export const inBrief = (text: string) => text.split(/(?<=[.!?]) (?=[A-Z])/)[0] as string;
