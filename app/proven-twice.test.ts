import { beforeEach, expect, test, vi } from 'vitest';
import { beginAuthenticator } from '#lib/accounts/authenticator/begin';
import { shownBy, viewerBy } from '#lib/accounts/factors.test-support';
import { inRequest } from '#lib/request/context';
import { fakeCookies } from '#lib/session/cookies.test-support';
import { formMark } from '#lib/session/form-mark';
import { findViewer } from '#lib/session/store';
import { openTicket, sealTicket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  contextOf,
  emptyTables,
  execute,
  PASSWORD,
} from '#lib/testing/database.test-support';

const browser = vi.hoisted(() => ({ cookies: {} as ReturnType<typeof fakeCookies> }));
vi.mock('next/headers', () => ({ cookies: () => browser.cookies.module.cookies() }));
vi.mock('next/navigation', () => import('next/dist/client/components/navigation.react-server'));

let ada = '';
let held = '';
let key = '';

beforeEach(async () => {
  await emptyTables();
  ada = await addUser();
  const ticket = await beginSession(ada);
  held = await sealTicket(ticket);
  key = (await beginAuthenticator(await viewerBy(ticket)))?.typed ?? '';
  // Too long ago: the form asks for the password, too.
  await execute('update sessions set proven_at = 1');
});

/** Sends the form as a browser does that has thrown the answers before away; answers where it led, or what was wrong. */
async function click(code: string): Promise<string> {
  browser.cookies = fakeCookies();
  browser.cookies.jar.set('session', { value: held, maxAge: undefined });
  const form = new FormData();
  const fields = { code, password: PASSWORD, factor: '', made_for: formMark(ada) };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const { confirmAuthenticatorAction } = await import('./settings/authenticator/actions');
  const context = contextOf('192.0.2.1', { url: '/settings/authenticator', method: 'POST' });
  return inRequest(context, async () => confirmAuthenticatorAction({}, form)).then(
    ({ problems }) => String(problems?.[0]?.text),
    (error: { digest?: string }) => error.digest ?? String(error),
  );
}

const isSignedIn = async () => {
  const ticket = await openTicket(browser.cookies.jar.get('session')?.value ?? '');
  return ticket !== null && (await findViewer(ticket)) !== null;
};

test.each([
  ['the right one', () => shownBy(key), /^NEXT_REDIRECT;\w+;\/settings\/security/],
  ['a wrong one', () => 'wrong', /^This is not the code/],
])('a form that proves who somebody is and sets an app up may be sent twice: the code is %s', async (_, code, says) => {
  const typed = code();
  for (let nth = 0; nth < 3; nth++) {
    expect(await click(typed)).toMatch(says);
    expect(await isSignedIn()).toBe(true);
  }
}); // biome-ignore format: one line
