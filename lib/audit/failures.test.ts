import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { findCaller } from '#lib/api/caller';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { eventByAccount, eventByNetwork } from '#lib/limits/limits';
import { recordBounded } from '#lib/limits/record-bounded';
import { claimDevice } from '#lib/oauth/device';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyLog,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const NEW_PASSWORD = 'seven otters juggling kites';
const HERE = '198.51.100.7';
/** Not the code, whatever the code is: it has a letter. */
const WRONG = '00000x';

beforeEach(emptyTables);

const entries = () =>
  db()
    .select({
      type: auditEvents.type,
      userId: auditEvents.userId,
      result: auditEvents.result,
      detail: auditEvents.detail,
      address: auditEvents.address,
    })
    .from(auditEvents)
    .orderBy(auditEvents.seq);

const withToken = (token: string, headers = {}) =>
  new Request('http://localhost:3000/api/v1/me', {
    headers: { Authorization: `Bearer ${token}`, ...headers },
  });

async function wrongResetCode(email: string) {
  const begun = await startReset(email);
  if (!begun.ok) throw new Error(begun.reason);
  const flow = { ...begun.value, email };
  return resetPassword(flow, { code: WRONG, password: NEW_PASSWORD, browser: null });
}

async function wrongSignUpCode() {
  const begun = await startSignUp({ name: 'Bob', email: 'bob@example.com', password: PASSWORD });
  if (!begun.ok) throw new Error(begun.reason);
  return completeSignUp(begun.value, WRONG);
}

/** Each failure, and the entries that it makes. `ada` stands for the account of the person. */
const FAILURES: [name: string, made: object[], run: (viewer: never) => Promise<unknown>][] = [
  [
    'a reset and a wrong code for an account',
    [
      { type: 'user_reset_started', userId: 'ada', result: 'success' },
      { type: 'authn_code_fail', userId: 'ada', detail: 'reset' },
    ],
    () => wrongResetCode(EMAIL),
  ],
  [
    'a reset and a wrong code for an address without an account',
    [
      { type: 'user_reset_started', userId: null, result: 'success' },
      { type: 'authn_code_fail', userId: null, detail: 'reset' },
    ],
    () => wrongResetCode('nobody@example.com'),
  ],
  [
    'a wrong code of a sign-up',
    [{ type: 'authn_code_fail', userId: null, detail: 'sign-up' }],
    wrongSignUpCode,
  ],
  [
    'a wrong code of a device',
    [{ type: 'authn_code_fail', userId: 'ada', detail: 'device' }],
    (viewer) => claimDevice(viewer, 'BCDF-GHJK'),
  ],
  [
    'a token that opens nothing',
    [{ type: 'authn_token_fail', userId: null, detail: 'access_token' }],
    () => findCaller(withToken('no.such.token'), 'account:read'),
  ],
  [
    'an Authorization header without a token',
    [{ type: 'authn_token_fail', userId: null, detail: 'no_access_token' }],
    () => findCaller(withToken(''), 'account:read'),
  ],
  [
    'a token beside a cookie',
    [{ type: 'authn_token_fail', userId: null, detail: 'token_beside_cookie' }],
    () => findCaller(withToken('no.such.token', { Cookie: 'session=x' }), 'account:read'),
  ],
];

test.each(FAILURES)('J-07 %s is an entry each', async (_, made, run) => {
  const ada = await addUser(EMAIL);
  const found = await findViewer(await beginSession(ada));
  await emptyLog();
  await from(HERE, () => run(found?.viewer as never));
  const expected = made.map((entry) => ({
    result: 'failure',
    address: HERE,
    ...entry,
    ...('userId' in entry && entry.userId === 'ada' ? { userId: ada } : {}),
  }));
  expect(await entries()).toMatchObject(expected);
  expect(await entries()).toHaveLength(made.length);
  expect((await verifyLog()).faults).toEqual([]);
});

test('J-07 a program that shows a token whose time is over makes no entry', async () => {
  const body = Buffer.from(JSON.stringify({ exp: 1 })).toString('base64url');
  await from(HERE, () => findCaller(withToken(`e30.${body}.x`), 'account:read'));
  expect(await entries()).toEqual([]);
});

test('J-07 a flood of failures is bounded, says so once, and hides nothing of another network or account', async () => {
  const ada = await addUser(EMAIL);
  const bob = await addUser('bob@example.com');
  await emptyLog();
  const event = (userId: string) => ({ type: 'authn_code_fail', userId, detail: 'reset' }) as const;
  for (let nth = 0; nth < 3 * eventByNetwork.max; nth++)
    await from(HERE, () => recordBounded(event(ada)));
  const ofNetwork = await entries();
  expect(ofNetwork.filter(({ userId }) => userId === ada)).toHaveLength(eventByNetwork.max);
  expect(ofNetwork.at(-1)?.type).toBe('excess_rate_limit_exceeded');
  expect(ofNetwork).toHaveLength(eventByNetwork.max + 1);

  for (let nth = 0; nth < 2 * eventByAccount.max; nth++)
    await from(`203.0.113.${nth}`, () => recordBounded(event(ada)));
  await from('192.0.2.1', () => recordBounded(event(bob)));
  const all = await entries();
  expect(all.filter(({ userId }) => userId === ada)).toHaveLength(eventByAccount.max);
  expect(all.filter(({ type }) => type === 'excess_rate_limit_exceeded')).toHaveLength(2);
  expect(all.at(-1)).toMatchObject({ userId: bob, address: '192.0.2.1' });
});
