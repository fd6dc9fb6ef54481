import type { Browser } from '@playwright/test';
import { writeNote } from '#e2e/support/notes';
import { idOf } from '#e2e/support/staff';
import { type BrowserUser, newBrowserUser } from './browser-user.ts';
import {
  changeAccount,
  comeBack,
  deleteAccount,
  endSessions,
  signUp,
  signUpTwice,
} from './flows/account.ts';
import { administer, lookAtPrograms, readLog, sendMail } from './flows/administration.ts';
import { callApi, grantApp, grantDevice, makeToken, useSite } from './flows/clients.ts';
import { failures, mistakes } from './flows/errors.ts';
import { secondFactor } from './flows/factors.ts';
import { ownNote, sharedNote } from './flows/notes.ts';
import { usePasskeys } from './flows/passkeys.ts';
import { useProvider } from './flows/providers.ts';
import { recoverAccount, signInByCode, withoutPassword } from './flows/ways.ts';
import { type Installation, newPeer } from './installation.ts';
import { askEveryEndpoint, loadEveryFile, openEveryPage } from './open-everything.ts';
import { namesOfEmptyWindow } from './reachable.ts';

type Say = (what: string) => void;
type Step = [what: string, run: (browserUser: BrowserUser) => Promise<void>];

/** Somebody whose rows no member may see, and whose notes nobody. */
async function plantSomebodyElse(installation: Installation) {
  const other = await newPeer(installation, 'Unseen Yolanda Quist');
  const note = await writeNote(other.visitor, 'Unseen title 5518', 'Unseen words 9034 of a note');
  installation.secrets.add('person that others do not know', [other.email, other.name]);
  installation.secrets.add('note that nobody shared', [
    'Unseen title 5518',
    'Unseen words 9034 of a note',
  ]);
  return { note, id: idOf(installation.server, other.email) };
}

/** What stands in the addresses of pages about a thing: here of somebody else, or of nothing. */
const thingsOfOthers = ({ note, id }: { note: string; id: string }) => ({
  note,
  user: id,
  uid: 'none',
  handle: 'none',
  credential: 'none',
  connection: 'none',
  flow: 'none',
  domain: 'none.example',
  provider: 'none',
});

/** The pages that have most to remember: a look into memory takes longer than all others together. */
const REMEMBERED = /^\/(dashboard|notes(\/[0-9a-f-]+)?|settings\/\w+|admin\/[\w/-]+)$/;

/** The order in which each of the two walks: what comes later needs what came before. */
function stepsAmong(other: { note: string; id: string }): Step[] {
  const theirs = thingsOfOthers(other);
  const only = (path: string) => path.startsWith('/admin');
  const sweep = (role: 'member' | 'support' | 'administrator', which = {}): Step => [
    `every page as ${role}`,
    async (browserUser) => {
      browserUser.become(role);
      browserUser.age(0);
      const own = thingsOf(browserUser);
      await openEveryPage(browserUser, { ...theirs, ...own }, { remembered: REMEMBERED, ...which });
      await openEveryPage(browserUser, theirs, { only: (path) => path.includes('-'), ...which });
      if (role === 'member') await callApi(browserUser, own.note);
    },
  ];
  return [
    ['every page as a stranger', (browserUser) => openEveryPage(browserUser, theirs)],
    ['endpoints', askEveryEndpoint],
    ['files', loadEveryFile],
    ['sign-up of a taken address', signUpTwice],
    ['sign-up', signUp],
    ['sessions', endSessions],
    ['notes of one’s own', ownNote],
    ['notes of others', sharedNote],
    sweep('member'),
    ['account', changeAccount],
    ['out and in again', comeBack],
    ['passkeys', usePasskeys],
    ['an account elsewhere', useProvider],
    ['a second factor', secondFactor],
    ['a mailed code', signInByCode],
    ['no password', withoutPassword],
    ['a recovery', recoverAccount],
    ['a device', grantDevice],
    ['a token of one’s own', makeToken],
    ['a program', grantApp],
    ['a site', useSite],
    sweep('support', { only, remembered: /^$/ }),
    sweep('administrator', { only }),
    ['administration', administer],
    ['apps', lookAtPrograms],
    ['mail', sendMail],
    ['audit log', readLog],
    ['mistakes', mistakes],
  ];
}

/** Walks through everything, once with scripts and once without, at the same time. */
export async function runFlows(installation: Installation, browser: Browser, say: Say) {
  const blank = await browser.newPage();
  installation.emptyWindow = await namesOfEmptyWindow(blank);
  await blank.close();
  const other = await plantSomebodyElse(installation);
  const browserUsers = await Promise.all(
    [true, false].map((isWithScripts) =>
      newBrowserUser(installation, browser, 'stranger', { isWithScripts }),
    ),
  );
  await Promise.all(
    browserUsers.map(async (browserUser) => {
      for (const [what, run] of stepsAmong(other)) {
        const before = performance.now();
        const step = `${browserUser.isWithScripts ? 'with scripts   ' : 'without scripts'} · ${what}`;
        await run(browserUser).catch((cause) => {
          throw new Error(`Stopped at: ${step}, ${browserUser.page.url()}`, { cause });
        });
        say(`${step} · ${Math.round(performance.now() - before)} ms`);
      }
    }),
  );
  await failures(browserUsers);
  say('both · failures of the server');
  for (const browserUser of browserUsers) {
    browserUser.become('member');
    await browserUser.go('/sign-in');
    await browserUser.fill({ email: browserUser.email(), password: browserUser.passwords.reset });
    await browserUser.press('Sign in', /\/dashboard/);
    await deleteAccount(browserUser);
    await browserUser.close();
  }
  say('both · end of the account');
  return thingsOfOthers(other);
}

/** A note and a person of the user’s own, for the addresses of pages about one. */
function thingsOf({ installation, id }: BrowserUser) {
  const [row] = installation.rows(
    "select object from grants where kind = 'note' and subject = ?",
    `user:${id()}`,
  );
  return { note: String(row?.['object']), user: id() };
}
