import { beforeEach, describe, expect, test, vi } from 'vitest';
import { startChangeEmail } from '#lib/accounts/change-email';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { EMPTY_CODE_REQUEST } from '#lib/codes/code-request';
import type { CodePurpose } from '#lib/codes/issue';
import { FLOW_MINUTES } from '#lib/codes/lifetimes';
import { listCapturedMail } from '#lib/mail/captured';
import { inRequest } from '#lib/request/context';
import { rememberBrowser } from '#lib/session/browser';
import { codeRequestOf, endFlow, readFlow, writeFlow } from '#lib/session/flow';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  contextOf,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY_SECONDS = 24 * 3600;
const KINDS: CodePurpose[] = ['sign-up', 'reset', 'change-email'];
const ADA = 'ada@example.com';

beforeEach(async () => {
  await emptyTables();
  jar.clear();
  setClock(START);
});

let networks = 0;
const anywhere = <Value>(work: () => Value) => from(`198.51.100.${++networks % 250}`, work);

async function viewerOf(email: string) {
  const found = await findViewer(await beginSession(await addUser(email)));
  return found!.viewer;
}

/** Begins a flow in this browser, as its form does. */
async function begin(kind: CodePurpose, email: string, next = '/dashboard') {
  const asked = await codeRequestOf(kind, { form: '', next });
  const viewer = kind === 'change-email' ? await viewerOf(`owner-of-${email}`) : null;
  const outcome = await anywhere(() => {
    if (viewer) return startChangeEmail(viewer, email, asked);
    if (kind === 'reset') return startReset(email, null, asked);
    return startSignUp({ name: 'Ada', email, password: PASSWORD }, null, asked);
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  await writeFlow(kind, outcome.value);
  return outcome.value;
}

const codeFor = async (email: string) =>
  (await listCapturedMail())
    .find(({ recipient }) => recipient === email)
    ?.text.match(/^\d{6}$/m)?.[0] ?? 'none';

test('a flow is open for an hour, for its own purpose only; for a day it is known that it was', async () => {
  const { codeId } = await begin('reset', ADA);
  expect(jar.get('flow')?.maxAge).toBe(DAY_SECONDS);
  setClock(START + FLOW_MINUTES * 60_000 - 1);
  expect(await readFlow('reset')).toMatchObject({ id: codeId, email: ADA, isOver: false });
  for (const other of ['sign-up', 'change-email'] as const)
    expect(await readFlow(other)).toBeNull();
  setClock(START + FLOW_MINUTES * 60_000);
  expect(await readFlow('reset')).toMatchObject({ isOver: true, isLive: false, email: ADA });
  setClock(START + 25 * HOUR);
  expect(await readFlow('reset')).toBeNull();
});

test('a seal that is good as one cookie is refused as another', async () => {
  await rememberBrowser(await beginSession(await addUser(ADA)));
  await begin('reset', ADA);
  jar.set('flow', jar.get('browser')!);
  expect(await readFlow('reset')).toBeNull();
});

describe('two things under way in one browser are each answered by their own state', () => {
  const pairs = KINDS.flatMap((one) => KINDS.map((other) => [one, other] as const));
  test.each(pairs)('%s, then %s', async (one, other) => {
    const [first, second] = [
      await begin(one, 'one@example.com', '/notes'),
      await begin(other, 'two@example.com'),
    ];
    expect(await readFlow(one, first.codeId)).toMatchObject({
      email: 'one@example.com',
      next: '/notes',
      secret: first.secret,
      isLive: true,
    });
    expect(await readFlow(other, second.codeId)).toMatchObject({ email: 'two@example.com' });
    // Without a number the latest of its kind.
    expect(await readFlow(other)).toMatchObject({ id: second.codeId });
    await endFlow(second.codeId);
    expect(await readFlow(one)).toMatchObject({ id: first.codeId });
    await endFlow(first.codeId);
    for (const kind of KINDS) expect(await readFlow(kind)).toBeNull();
  });
});

test('a flow that is done is known to its own form for a day, and no page is about it', async () => {
  const first = await begin('sign-up', ADA);
  const second = await begin('sign-up', 'two@example.com');
  await completeSignUp(first, await codeFor(ADA));
  await endFlow(first.codeId);
  expect(await readFlow('sign-up', first.codeId)).toMatchObject({ email: ADA, isUsed: true });
  expect(await readFlow('sign-up')).toMatchObject({ id: second.codeId });
  await endFlow(second.codeId);
  expect(await readFlow('sign-up')).toBeNull();
  expect(await codeRequestOf('sign-up', { form: '', next: '' })).toEqual(EMPTY_CODE_REQUEST);
  expect(await readFlow('sign-up', 'anything')).toBeNull();
});

test('the done ones of many go first', async () => {
  const done = await begin('reset', ADA);
  await endFlow(done.codeId);
  const open = await begin('sign-up', 'open@example.com');
  for (let nth = 0; nth < 7; nth++) await begin('sign-up', `${nth}@example.com`);
  expect(await readFlow('reset', done.codeId)).toBeNull();
  expect(await readFlow('sign-up', open.codeId)).toMatchObject({ email: 'open@example.com' });
});

test('the page that answers a form is about the flow that the form named', async () => {
  const first = await begin('sign-up', 'one@example.com');
  await begin('sign-up', 'two@example.com');
  await inRequest(contextOf('192.0.2.1'), async () => {
    await readFlow('sign-up', first.codeId);
    expect(await readFlow('sign-up')).toMatchObject({ email: 'one@example.com' });
  });
  await inRequest(contextOf('192.0.2.1'), async () =>
    expect(await readFlow('sign-up')).toMatchObject({ email: 'two@example.com' }),
  );
});

test('a code of one flow never opens another, whatever the browser holds', async () => {
  await addUser(ADA);
  const signUp = await begin('sign-up', 'new@example.com');
  const other = await begin('sign-up', 'other@example.com');
  const reset = await begin('reset', ADA);
  const [code, otherCode, resetCode] = [
    await codeFor('new@example.com'),
    await codeFor('other@example.com'),
    await codeFor(ADA),
  ];
  const password = 'eleven quiet lanterns drift';
  const refused = { ok: false };
  expect(await completeSignUp(other, code)).toMatchObject(refused);
  expect(await completeSignUp(reset, resetCode)).toMatchObject(refused);
  expect(await completeSignUp({ codeId: signUp.codeId, secret: other.secret }, code)).toMatchObject(
    refused,
  );
  expect(
    await resetPassword({ ...signUp, email: ADA }, { code, password, browser: null }),
  ).toMatchObject(refused);
  expect(await completeSignUp(signUp, code)).toMatchObject({ ok: true });
  expect(await completeSignUp(other, otherCode)).toMatchObject({ ok: true });
  expect(
    await resetPassword({ ...reset, email: ADA }, { code: resetCode, password, browser: null }),
  ).toMatchObject({ ok: true });
});

test('the latest eight of very many stay, in a cookie that is short whatever they are about', async () => {
  const longest = `/notes?q=${'%E6%BC%A2'.repeat(226)}`;
  const begun = [];
  for (let nth = 0; nth < 12; nth++)
    begun.push(await begin(KINDS[nth % 3]!, `${'x'.repeat(50)}${nth}@example.com`, longest));
  expect(jar.get('flow')!.value.length + 200).toBeLessThan(4096);
  const open = await Promise.all(begun.map(({ codeId }, nth) => readFlow(KINDS[nth % 3]!, codeId)));
  expect(open.map((flow) => flow !== null)).toEqual([...Array(4).fill(false), ...Array(8).fill(true)]); // biome-ignore format: one line
  expect(open.at(-1)?.next).toBe(longest);
});

test('a browser that holds nothing says so', async () => {
  expect(await codeRequestOf('reset', { form: '', next: '' })).toEqual(EMPTY_CODE_REQUEST);
});
