import type { Browser, Page } from '@playwright/test';
import { answersForm, nextDocument } from '#e2e/support/next-document';
import { change } from '#e2e/support/rows';
import { ageProof, giveRole, idOf } from '#e2e/support/staff';
import { newEmail, newNetwork } from '#e2e/support/test';
import type { Installation } from './installation.ts';
import { listen, memoryOf, readReachable } from './reachable.ts';

export type BrowserUser = Awaited<ReturnType<typeof newBrowserUser>>;

/** Somebody in a real browser, all of whose pages are looked through at every step. */
export async function newBrowserUser(
  installation: Installation,
  browser: Browser,
  name: string,
  { isWithScripts }: { isWithScripts: boolean },
) {
  const network = newNetwork();
  const mode = isWithScripts ? 'with scripts' : 'without scripts';
  const called = (role: string) => installation.introduce(network, `${role} ${mode}`);
  const who = () => installation.nameOf(network);
  const context = await browser.newContext({
    baseURL: installation.server.url,
    javaScriptEnabled: isWithScripts,
    extraHTTPHeaders: { 'X-Forwarded-For': network },
  });
  called(name);
  listen(context, (sight) => installation.evidence.add(sight, who()));
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  let email = newEmail(isWithScripts ? 'scripted' : 'plain');
  const say = (word: string) =>
    installation.type(
      `${word} ${isWithScripts ? 'heron' : 'stoat'} 7${mode.length}${network.length}`,
    );

  async function look() {
    const where = `${who()} at ${pathOf(page)}`;
    for (const sight of await readReachable(page, installation.emptyWindow))
      installation.evidence.add(sight, where);
    installation.looks++;
  }

  async function go(path: string) {
    await page.goto(path, { waitUntil: 'load' });
    await look();
  }

  /** Presses a button that sends a form, and waits for the answer. */
  async function answerTo(button: string | RegExp) {
    const exact = typeof button === 'string';
    await Promise.all([
      page.waitForResponse(answersForm),
      // Also one that says that it is too soon.
      page.getByRole('button', { name: button, exact }).first().click({ force: true }),
    ]);
  }

  /** Presses a button; it leads to an address or does what it says, or is refused with an alert on the page. */
  async function press(button: string | RegExp, to: RegExp | 'refused' | 'told' | 'done') {
    if (to === 'done') await nextDocument(page, () => answerTo(button));
    else await answerTo(button);
    if (to === 'refused') await page.locator('.summary').waitFor();
    else if (to === 'told') await page.locator('.notice[role=status]').first().waitFor();
    else if (to !== 'done') await page.waitForURL(to, { waitUntil: 'load' });
    await look();
    installation.secrets.addStored(installation.server.database);
    const apps = installation.rows("select user_id, secret from credentials where kind = 'totp'");
    await installation.secrets.addAppKeys(apps);
  }

  async function fill(fields: Record<string, string>) {
    for (const [field, value] of Object.entries(fields))
      await page.locator(`[name=${field}]:visible`).first().fill(value);
  }

  return {
    who,
    page,
    context,
    network,
    isWithScripts,
    email: () => email,
    moveTo: (address: string) => {
      email = address;
    },
    /** Passwords that nobody else types. */
    passwords: {
      first: say('amber walrus trombone'),
      changed: say('cobalt lynx accordion'),
      reset: say('crimson ibex clarinet'),
      wrong: say('violet otter bassoon'),
      weak: say('short').slice(0, 14),
    },
    installation,
    go,
    look,
    answerTo,
    press,
    fill,
    /** What the memory of a freshly opened page's scripts holds. */
    async remember() {
      if (isWithScripts)
        installation.evidence.add(await memoryOf(page), `${who()} at ${pathOf(page)}`);
    },
    id: () => idOf(installation.server, email),
    become: (role: 'member' | 'support' | 'administrator') => {
      giveRole(installation.server, email, role);
      called(role);
    },
    age: (minutes = 11) => ageProof(installation.server, email, minutes),
    forgetLimits: () => change(installation.server, 'delete from limits'),
    close: () => context.close(),
  };
}

const pathOf = (page: Page) => {
  const { pathname } = new URL(page.url());
  return pathname;
};
