import Database from 'better-sqlite3';
import { change } from '#e2e/support/rows';
import { newVisitor } from '#e2e/support/visitor';
import type { Walker } from '../walker.ts';

/** What goes wrong: no such page, not allowed, not understood, too much, too often. */
export async function mistakes(walker: Walker) {
  const { go, fill, press, answerTo, look, context, network, world, passwords, email } = walker;
  for (const path of ['/nowhere', '/notes/none', '/admin/users/none', '/dashboard/%zz', '/%00'])
    await go(path);
  const careless = 'typed into an address 6603';
  world.secrets.add('what is in the query of an address', [careless]);
  await go(`/dashboard?password=${encodeURIComponent(careless)}`);
  const body = `email=x&password=${encodeURIComponent(passwords.wrong)}`;
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const own = { ...type, Origin: world.server.url };
  for (const [method, headers, data] of [
    ['POST', { ...type, Origin: 'http://evil.test' }, body],
    ['POST', own, body.repeat(3_000)],
    ['POST', own, body],
    ['POST', { ...own, 'Next-Action': '00'.repeat(21) }, body],
    ['PUT', own, body],
  ] as const)
    await context.request.fetch('/sign-in', { method, headers, data, maxRedirects: 0 });
  await press('Sign out', /\/sign-in/);
  for (let tries = 0; tries < 11; tries++)
    await newVisitor(world.server, network).signIn(email(), passwords.wrong);
  await fill({ email: email(), password: passwords.wrong });
  await answerTo('Sign in');
  await look();
  walker.forgetLimits();
}

/** What fails on the server: an error nobody expected in a page and in an action, and a database that is locked. */
export async function failures(walkers: Walker[]) {
  const [{ world } = { world: undefined }] = walkers;
  if (!world) return;
  for (const walker of walkers) await openSignIn(walker);
  change(world.server, 'alter table audit_events rename to audit_events_away');
  for (const walker of walkers) await sendAndLook(walker);
  for (const walker of walkers) await walker.go('/dashboard');
  change(world.server, 'alter table audit_events_away rename to audit_events');
  for (const walker of walkers) await openSignIn(walker);
  const database = new Database(world.server.database);
  database.exec('begin immediate');
  for (const walker of walkers) await sendAndLook(walker);
  database.exec('rollback');
  database.close();
}

async function openSignIn({ go, fill, email, passwords }: Walker) {
  await go('/sign-in');
  await fill({ email: email(), password: passwords.reset });
}

async function sendAndLook({ page, look, answerTo }: Walker) {
  await answerTo('Sign in');
  await page.waitForLoadState('load');
  await look();
}
