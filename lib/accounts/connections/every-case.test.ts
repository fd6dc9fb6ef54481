import { beforeEach, expect, test } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { confirmByProvider } from '#lib/accounts/connections/confirm';
import {
  addGoogle,
  BROWSER,
  identity,
  keptAnswer,
  signsIn,
} from '#lib/accounts/connections/connections.test-support';
import { linkConnection } from '#lib/accounts/connections/link';
import { connectionRow } from '#lib/accounts/connections/row';
import { addApp } from '#lib/accounts/factors.test-support';
import { viewerOf } from '#lib/accounts/life.test-support';
import { db } from '#lib/db/client';
import type { Identity } from '#lib/providers/answer';
import type { Viewer } from '#lib/session/store';
import { addUser, emptyTables } from '#lib/testing/database.test-support';

let ada: Viewer;
beforeEach(async () => {
  await emptyTables();
  await addGoogle();
  ada = await viewerOf(await addUser('ada@example.com'));
});

const ANSWERS = {
  'answers for the address': {},
  'only says an address': { isEmailProven: false },
  'says no address': { email: '', isEmailProven: false },
  'says that it answers for no address': { email: '' },
  'says a broken address': { email: 'ada@' },
};

/** What a provider's answer ends in: at the sign-in page, in Ada's settings, and where she confirms who she is. */
type Ends = { sign_in: [ifProven: string, else_: string]; link: string; confirm: string };

const connect = async (userId: string, who: Identity) => {
  await db().insert(connections).values(connectionRow(userId, who));
  return userId;
};
const bob = (more: object = {}) => addUser('bob@example.com', more);

const STATES: [state: string, set: (who: Identity) => Promise<unknown>, Ends][] = [
  ['nobody is connected', async () => null, { sign_in: ['a new account', 'unknown'], link: 'connected', confirm: 'not_proven' }],
  ['another account has the address', () => addUser('ada@gmail.com'), { sign_in: ['unknown', 'unknown'], link: 'connected', confirm: 'not_proven' }],
  ['Ada is connected', (who) => connect(ada.user.id, who), { sign_in: ['Ada', 'Ada'], link: 'known_connection', confirm: 'proven' }],
  ['Ada is connected, and has an app', async (who) => addApp(await connect(ada.user.id, who)), { sign_in: ['her app', 'her app'], link: 'known_connection', confirm: 'not_proven' }],
  ['Bob is connected', async (who) => connect(await bob(), who), { sign_in: ['Bob', 'Bob'], link: 'known_connection', confirm: 'not_proven' }],
  ['Bob is connected, and Ada has his address there', async (who) => connect(await bob(), { ...who, email: ada.user.email }), { sign_in: ['Bob', 'Bob'], link: 'known_connection', confirm: 'not_proven' }],
  ['Bob is connected, and shut out', async (who) => connect(await bob({ disabledAt: new Date() }), who), { sign_in: ['no_entry', 'no_entry'], link: 'known_connection', confirm: 'not_proven' }],
]; // biome-ignore format: one line each

const INTENTS = {
  async sign_in(who: Identity) {
    const before = await db().select({ id: sessions.id }).from(sessions);
    const people = await db().$count(users);
    const outcome = await signsIn(who);
    if (!outcome.ok) return outcome.reason;
    if ('challengeId' in outcome.value) return 'her app';
    if ((await db().$count(users)) > people) return 'a new account';
    const [begun] = (await db().select().from(sessions)).filter(
      ({ id }) => !before.some((one) => one.id === id),
    );
    return begun?.userId === ada.user.id ? 'Ada' : 'Bob';
  },
  async link(who: Identity) {
    const kept = await keptAnswer(who, { intent: 'link', sessionId: ada.session.id });
    const outcome = await linkConnection(ada, kept, BROWSER);
    return outcome.ok ? 'connected' : outcome.reason;
  },
  async confirm(who: Identity) {
    const outcome = await confirmByProvider(ada, { ...who, authTime: Date.now() / 1000 });
    return outcome.ok ? 'proven' : outcome.reason;
  },
};

const CASES = Object.entries(ANSWERS).flatMap(([answer, more]) =>
  STATES.flatMap(([state, set, ends]) =>
    Object.entries(INTENTS).map(([intent, act]) => {
      const isProven = Object.keys(more).length === 0;
      const end = intent === 'sign_in' ? ends.sign_in[isProven ? 0 : 1] : ends[intent as 'link'];
      return { answer, state, intent, end, act, set, who: identity(more) };
    }),
  ),
);

test.each(CASES)('a provider that $answer, where $state, to $intent: $end', async ({ end, act, set, who }) => {
  await set(who);
  const before = await db().$count(connections);
  expect(await act(who)).toBe(end);
  const isNew = end === 'a new account' || end === 'connected';
  expect(await db().$count(connections)).toBe(before + (isNew ? 1 : 0));
}); // biome-ignore format: one line
