import { beforeEach, expect, test } from 'vitest';
import { users } from '#drizzle/schema/users';
import {
  completeChangeEmail,
  resendChangeCode,
  startChangeEmail,
} from '#lib/accounts/change-email';
import { latestCode, latestMail, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { startReset } from '#lib/accounts/reset-password';
import { tryCode } from '#lib/codes/redeem';
import { db } from '#lib/db/client';
import { listCapturedMail } from '#lib/mail/captured';
import { findViewer, type Viewer } from '#lib/session/store';
import { addUser, emptyTables, from, PASSWORD, setClock } from '#lib/testing/database.test-support';

const OLD = 'ada@example.com';
const NEW = 'ada.moved@example.com';
const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

async function begin(viewer: Viewer, email = NEW, at = '198.51.100.7') {
  const outcome = await from(at, () => startChangeEmail(viewer, email));
  if (!outcome.ok) throw new Error(outcome.reason);
  return { ...outcome.value, email };
}
const emails = async () => (await db().select().from(users)).map(({ email }) => email).sort();

test('the proven address is the account’s, the old one is told, and the session has a new secret', async () => {
  const viewer = await viewerOf(await addUser());
  const flow = await begin(viewer);
  const outcome = await completeChangeEmail(viewer, flow, await latestCode());
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await emails()).toEqual([NEW]);
  expect((await findViewer(outcome.value))?.viewer.session.id).toBe(viewer.session.id);
  const told = (await listCapturedMail()).find(({ recipient }) => recipient === OLD);
  expect(told?.subject).toBe('Your account has another address now');
  expect((await signInAs(OLD, PASSWORD)).ok).toBe(false);
  expect((await signInAs(NEW, PASSWORD)).ok).toBe(true);
});

test('until the code comes back nothing has changed, and a wrong one changes nothing', async () => {
  const viewer = await viewerOf(await addUser());
  const flow = await begin(viewer);
  const wrong = (await latestCode()) === '000000' ? '000001' : '000000';
  expect((await completeChangeEmail(viewer, flow, wrong)).ok).toBe(false);
  expect(await emails()).toEqual([OLD]);
});

test('an address that is taken looks the same, no code is right, and its owner learns of it', async () => {
  const viewer = await viewerOf(await addUser());
  await addUser('bob@example.com');
  const flow = await begin(viewer, 'bob@example.com');
  expect(flow.isMailed).toBe(true);
  expect(await latestMail()).toMatchObject({
    recipient: 'bob@example.com',
    subject: 'Someone asked to use your address',
  });
  expect(await completeChangeEmail(viewer, flow, '000000')).toMatchObject({ reason: 'wrong_code' });
});

test('an address that was taken while the code was on its way is not taken twice', async () => {
  const viewer = await viewerOf(await addUser());
  const flow = await begin(viewer);
  const code = await latestCode();
  await addUser(NEW);
  expect((await completeChangeEmail(viewer, flow, code)).ok).toBe(false);
  expect(await emails()).toEqual([OLD, NEW].sort());
});

test('another person’s flow and code do not work', async () => {
  const ada = await viewerOf(await addUser());
  const bob = await viewerOf(await addUser('bob@example.com'));
  const flow = await begin(ada);
  expect((await completeChangeEmail(bob, flow, await latestCode())).ok).toBe(false);
  expect(await emails()).toEqual([OLD, 'bob@example.com']);
});

test('each of two changes under way confirms only the address its code was mailed to', async () => {
  const viewer = await viewerOf(await addUser());
  const one = await begin(viewer, 'one@example.com', '198.51.100.1');
  const code = await latestCode();
  const two = await begin(viewer, 'two@example.com', '198.51.100.2');
  const mixed = await completeChangeEmail(viewer, { ...two, email: 'one@example.com' }, code);
  if ((await latestCode()) !== code) expect(mixed.ok).toBe(false);
  expect((await completeChangeEmail(viewer, one, code)).ok).toBe(true);
  expect(await emails()).toEqual(['one@example.com']);
});

test('a second code replaces the first, at the earliest after a minute', async () => {
  const viewer = await viewerOf(await addUser());
  const flow = await begin(viewer);
  expect(await resendChangeCode(flow)).toMatchObject({ reason: 'too_soon' });
  setClock(START + MINUTE + 1);
  expect((await resendChangeCode(flow)).ok).toBe(true);
  expect((await completeChangeEmail(viewer, flow, await latestCode())).ok).toBe(true);
});

test.each([
  [10 * MINUTE - 1, true],
  [10 * MINUTE, false],
])('%i ms after it was mailed a code is good: %s', async (age, isGood) => {
  const viewer = await viewerOf(await addUser());
  const flow = await begin(viewer);
  const code = await latestCode();
  setClock(START + age);
  expect((await completeChangeEmail(viewer, flow, code)).ok).toBe(isGood);
  expect(await emails()).toEqual([isGood ? NEW : OLD]);
});

test.each([
  [60 * MINUTE - 1, 'ok'],
  [60 * MINUTE, 'flow_over'],
])('%i ms after a change began another code can be had: %s', async (age, expected) => {
  const viewer = await viewerOf(await addUser());
  const flow = await begin(viewer);
  setClock(START + age);
  const outcome = await resendChangeCode(flow);
  expect(outcome.ok ? 'ok' : outcome.reason).toBe(expected);
});

test('one of two people who prove the same mailbox at once gets it, and the other keeps the old address', async () => {
  const ada = await viewerOf(await addUser());
  const bob = await viewerOf(await addUser('bob@example.com'));
  const hers = await begin(ada, NEW, '198.51.100.1');
  const her = await latestCode();
  setClock(START + MINUTE + 1);
  const his = await begin(bob, NEW, '198.51.100.2');
  const him = await latestCode();
  const done = await Promise.all([
    completeChangeEmail(ada, hers, her),
    completeChangeEmail(bob, his, him),
  ]);
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await emails()).toEqual([done[0]!.ok ? 'bob@example.com' : OLD, NEW].sort());
});

test('exactly one of fifty people who type the same code at once changes the address', async () => {
  const viewer = await viewerOf(await addUser());
  const flow = await begin(viewer);
  const code = await latestCode();
  const done = await Promise.all(
    Array.from({ length: 50 }, (_, nth) =>
      from(`203.0.113.${nth}`, () => completeChangeEmail(viewer, flow, code)),
    ),
  );
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await emails()).toEqual([NEW]);
});

test('codes that waited for the old address are dead once it has changed, whatever they were for', async () => {
  const viewer = await viewerOf(await addUser());
  const bob = await viewerOf(await addUser('bob@example.com'));
  const flow = await begin(viewer);
  const code = await latestCode();
  const reset = await from('198.51.100.3', () => startReset(OLD));
  if (!reset.ok) throw new Error(reset.reason);
  const mailed = await latestCode();
  expect((await completeChangeEmail(viewer, flow, code)).ok).toBe(true);
  const { codeId, secret } = reset.value;
  expect(await tryCode('reset', codeId, secret, mailed)).toMatchObject({ reason: 'code_expired' });
  const his = await begin(bob, OLD, '198.51.100.4');
  expect((await completeChangeEmail(bob, his, await latestCode())).ok).toBe(true);
  expect(await emails()).toEqual([OLD, NEW].sort());
});

test('the address one has already is said to be that', async () => {
  const viewer = await viewerOf(await addUser());
  expect(await startChangeEmail(viewer, OLD)).toMatchObject({ reason: 'same_email' });
});
