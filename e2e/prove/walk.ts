import type { Browser } from '@playwright/test';
import { writeNote } from '#e2e/support/notes';
import { idOf } from '#e2e/support/staff';
import {
  changeAccount,
  comeBack,
  deleteAccount,
  endSessions,
  signUp,
  signUpTwice,
} from './flows/account.ts';
import { administer, readLog } from './flows/administration.ts';
import { callApi, letAppIn, letDeviceIn } from './flows/clients.ts';
import { failures, mistakes } from './flows/errors.ts';
import { ownNote, sharedNote } from './flows/notes.ts';
import { namesOfEmptyWindow } from './look.ts';
import { askEveryEndpoint, loadEveryFile, openEveryPage } from './sweep.ts';
import { newWalker, type Walker } from './walker.ts';
import { newPeer, type World } from './world.ts';

type Say = (what: string) => void;
type Step = [what: string, run: (walker: Walker) => Promise<void>];

/** Somebody whose rows no member may see, and whose notes nobody. */
async function plantSomebodyElse(world: World) {
  const other = await newPeer(world, 'Unseen Yolanda Quist');
  const note = await writeNote(other.visitor, 'Unseen title 5518', 'Unseen words 9034 of a note');
  world.secrets.add('person that others do not know', [other.email, other.name]);
  world.secrets.add('note that nobody shared', [
    'Unseen title 5518',
    'Unseen words 9034 of a note',
  ]);
  return { note, id: idOf(world.server, other.email) };
}

/** What stands in the addresses of pages about a thing: here of somebody else, or of nothing. */
const thingsOfOthers = ({ note, id }: { note: string; id: string }) => ({
  note,
  user: id,
  uid: 'none',
  handle: 'none',
});

/** The pages that have most to remember: a look into memory takes longer than all others together. */
const REMEMBERED = /^\/(dashboard|notes(\/[0-9a-f-]+)?|settings\/\w+|admin\/[\w/-]+)$/;

/** The order in which each of the two walks: what comes later needs what came before. */
function stepsAmong(other: { note: string; id: string }): Step[] {
  const theirs = thingsOfOthers(other);
  const only = (path: string) => path.startsWith('/admin');
  const sweep = (role: 'member' | 'support' | 'administrator', which = {}): Step => [
    `every page as ${role}`,
    async (walker) => {
      walker.become(role);
      walker.age(0);
      const own = thingsOf(walker);
      await openEveryPage(walker, { ...theirs, ...own }, { remembered: REMEMBERED, ...which });
      await openEveryPage(walker, theirs, { only: (path) => path.includes('-'), ...which });
      if (role === 'member') await callApi(walker, own.note);
    },
  ];
  return [
    ['every page as a stranger', (walker) => openEveryPage(walker, theirs)],
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
    ['a device', letDeviceIn],
    ['a program', letAppIn],
    sweep('support', { only, remembered: /^$/ }),
    sweep('administrator', { only }),
    ['administration', administer],
    ['audit log', readLog],
    ['mistakes', mistakes],
  ];
}

/** Walks through everything, once with scripts and once without, at the same time. */
export async function walkEverywhere(world: World, browser: Browser, say: Say) {
  const blank = await browser.newPage();
  world.emptyWindow = await namesOfEmptyWindow(blank);
  await blank.close();
  const other = await plantSomebodyElse(world);
  const walkers = await Promise.all(
    [true, false].map((isWithScripts) => newWalker(world, browser, 'stranger', { isWithScripts })),
  );
  await Promise.all(
    walkers.map(async (walker) => {
      for (const [what, run] of stepsAmong(other)) {
        const before = performance.now();
        const step = `${walker.isWithScripts ? 'with scripts   ' : 'without scripts'} · ${what}`;
        await run(walker).catch((cause) => {
          throw new Error(`Stopped at: ${step}, ${walker.page.url()}`, { cause });
        });
        say(`${step} · ${Math.round(performance.now() - before)} ms`);
      }
    }),
  );
  await failures(walkers);
  say('both · failures of the server');
  for (const walker of walkers) {
    walker.become('member');
    await walker.go('/sign-in');
    await walker.fill({ email: walker.email(), password: walker.passwords.reset });
    await walker.press('Sign in', /\/dashboard/);
    await deleteAccount(walker);
    await walker.close();
  }
  say('both · end of the account');
  return thingsOfOthers(other);
}

/** A note and a person of the walker’s own, for the addresses of pages about one. */
function thingsOf({ world, id }: Walker) {
  const [row] = world.rows(
    "select object from grants where kind = 'note' and subject = ?",
    `user:${id()}`,
  );
  return { note: String(row?.['object']), user: id() };
}
