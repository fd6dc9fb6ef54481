import { beforeEach, expect, test, vi } from 'vitest';
import { checkUp } from '#lib/accounts/check-up';
import { signIn } from '#lib/accounts/sign-in';
import { listOwnActivity } from '#lib/assembly/activity';
import { listSessions } from '#lib/session/list';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
  statementsOf,
} from '#lib/testing/database.test-support';

vi.mock(
  'next/headers',
  async () => (await import('#lib/session/cookies.test-support')).fakeCookies().module,
);

beforeEach(emptyTables);

/** Asked together with the query that follows. */
const RIDES_ALONG = 'select 1 from audit_inbox';

/** How often some work waits for the database: a transaction is sent at once, and so is a statement alone. */
async function flightsOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  const heard = (await statementsOf(work)).filter((text) => !text.startsWith(RIDES_ALONG));
  const starts = heard.filter((text) => text.startsWith('begin')).length;
  let isInside = false;
  const alone = heard.filter((text) => {
    if (text.startsWith('begin')) isInside = true;
    const isAlone = !isInside;
    if (text === 'commit') isInside = false;
    return isAlone;
  });
  return starts + alone.length;
}

const tries = (password: string, browser: string | null, email = 'ada@example.com') =>
  from('198.51.100.7', () =>
    signIn({ email, password, isPersistent: false, previous: null, browser }),
  );

test.each([['known'], [null]])(
  'a sign-in from a browser (%s) waits four times',
  async (browser) => {
    await addUser();
    expect(await flightsOf(() => tries(PASSWORD, browser))).toBe(4);
  },
);

test('a wrong password waits five times, as one of nobody does', async () => {
  await addUser();
  expect(await flightsOf(() => tries('wrong', null))).toBe(5);
  expect(await flightsOf(() => tries('wrong', null, 'nobody@example.com'))).toBe(5);
});

test('to find out who asks for a page takes one, and what the dashboard shows of them three more', async () => {
  const ticket = await beginSession(await addUser());
  const { viewer } = (await findViewer(ticket))!;
  expect(await flightsOf(() => findViewer(ticket))).toBe(1);
  const dashboard = async () => {
    const [sessions] = await Promise.all([listSessions(viewer), listOwnActivity(viewer, 40)]);
    await checkUp(viewer, sessions);
  };
  expect(await flightsOf(dashboard)).toBe(3);
});
