import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { codes } from '#drizzle/schema/codes';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { ticketOf } from '#lib/accounts/life.test-support';
import { HashingBusy, inTurn } from '#lib/accounts/password-queue';
import { signIn } from '#lib/accounts/sign-in';
import { completeSignUp, resendSignUpCode, startSignUp } from '#lib/accounts/sign-up';
import { readDetails } from '#lib/codes/find-flow';
import { waitForMail } from '#lib/codes/mail-budget';
import { db } from '#lib/db/client';
import { listCapturedMail } from '#lib/mail/captured';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  emptyTables,
  from,
  moveToFile,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

vi.mock('#lib/accounts/password-queue', { spy: true });

const ADA = { name: 'Ada', email: 'ada@example.com', password: PASSWORD };
const START = Date.UTC(2026, 0, 1);

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

async function begin(input: Parameters<typeof startSignUp>[0] = ADA, at = '198.51.100.7') {
  const outcome = await from(at, () => startSignUp(input));
  if (!outcome.ok) throw new Error(`${outcome.reason} ${outcome.because}`);
  return outcome.value;
}
const latestMail = async () => (await listCapturedMail())[0]!;
const latestCode = async () => (await latestMail()).text.match(/^\d{6}$/m)?.[0] ?? 'none';
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const everybody = () => db().select().from(users);

test('no account exists before the code comes back; then it does, and one is signed in', async () => {
  const flow = await begin();
  expect(await everybody()).toEqual([]);
  const outcome = await completeSignUp(flow, await latestCode());
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await everybody()).toMatchObject([{ email: ADA.email, name: 'Ada', disabledAt: null }]);
  expect((await findViewer(ticketOf(outcome.value)))?.viewer.user.email).toBe(ADA.email);
  const again = { ...ADA, isPersistent: false, previous: null, browser: null };
  expect((await signIn(again)).ok).toBe(true);
});

test('an account begins in the zone its browser was in, and in none when it said none', async () => {
  for (const timeZone of ['Asia/Tokyo', '']) {
    const email = `${timeZone.length}@example.com`;
    await completeSignUp(await begin({ ...ADA, email, timeZone }), await latestCode());
    expect((await everybody()).find((one) => one.email === email)).toMatchObject({ timeZone });
  }
});

test('the mail goes to the address alone and says what it is about', async () => {
  await begin();
  const mail = await latestMail();
  expect(mail).toMatchObject({ recipient: ADA.email, subject: 'Your code for Gatehouse' });
  expect(mail.text).toContain('10 minutes');
  expect(mail.text).toContain('From: 198.51.100.7');
  expect(mail.text + mail.html).not.toContain(PASSWORD);
});

test('an address with an account gets the very same answer, and a mail that says so', async () => {
  const fresh = await begin();
  const kept = await readDetails(fresh.codeId);
  await emptyTables();
  await addUser(ADA.email);
  const before = await everybody();
  const outcome = await begin({ ...ADA, name: 'Eve' });
  const shape = (value: object) =>
    Object.entries(value).map(([name, text]) => [name, String(text).length]);
  expect(shape(outcome)).toEqual(shape(fresh));
  expect(await readDetails(outcome.codeId)).toEqual({ ...kept, name: 'Eve' });
  const mail = await latestMail();
  expect(mail).toMatchObject({ recipient: ADA.email, subject: 'You already have an account' });
  expect(mail.text).not.toMatch(/^\d{6}$/m);
  expect(await everybody()).toEqual(before);
  expect(await completeSignUp(outcome, '000000')).toEqual({ ok: false, reason: 'wrong_code' });
});

test('the rows of a sign-up look alike whether there is an account or not', async () => {
  await begin();
  const [fresh] = await db().select().from(codes);
  await emptyTables();
  await addUser(ADA.email);
  await begin();
  const [taken] = await db().select().from(codes);
  for (const column of ['codeHash', 'flowHash', 'payload'] as const)
    expect(taken?.[column]).toHaveLength(fresh?.[column].length ?? 0);
});

test('asking again for an address with an account brings the same mail again', async () => {
  await addUser(ADA.email);
  const flow = await begin();
  setClock(START + 60_000);
  expect(await resendSignUpCode({ ...flow, email: ADA.email })).toEqual({ ok: true, value: null });
  expect((await listCapturedMail()).map(({ subject }) => subject)).toEqual([
    'You already have an account',
    'You already have an account',
  ]);
});

test('one of two browsers that prove the same mailbox makes the account', async () => {
  const one = await begin();
  const codeOfOne = await latestCode();
  setClock(START + 60_000);
  const other = await begin(
    { ...ADA, name: 'Eve', password: 'another set of nine words' },
    '10.0.0.1',
  );
  const codeOfOther = await latestCode();
  const outcomes = await Promise.all([
    completeSignUp(one, codeOfOne),
    completeSignUp(other, codeOfOther),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([{ ok: false, reason: 'code_expired' }]);
  expect(await everybody()).toHaveLength(1);
  expect(await db().select().from(sessions)).toHaveLength(1);
  const events = await db().select().from(auditEvents);
  expect(events.map(({ type }) => type).sort()).toEqual(['session_created', 'user_created']);
});

test('a code typed twice at the same time makes one account and one session', async () => {
  const flow = await begin();
  const code = await latestCode();
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => completeSignUp(flow, code)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await everybody()).toHaveLength(1);
  expect(await db().select().from(sessions)).toHaveLength(1);
});

test('a code works in no other browser', async () => {
  const flow = await begin();
  const eve = await begin({ ...ADA, email: 'eve@example.com' }, '10.0.0.1');
  const [, codeOfAda] = (await listCapturedMail()).map(({ text }) => text.match(/^\d{6}$/m)?.[0]);
  expect(await completeSignUp(eve, codeOfAda ?? '')).toMatchObject({ ok: false });
  expect((await completeSignUp(flow, codeOfAda ?? '')).ok).toBe(true);
});

test('two hundred sign-ups of one address at once mail it once and make at most one account', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, i) => from(`10.1.0.${i}`, () => startSignUp(ADA))),
  );
  const begun = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  for (const outcome of outcomes) if (!outcome.ok) expect(outcome.reason).toBe('busy');
  expect(begun.length).toBeGreaterThan(0);
  expect(await db().select().from(outbox)).toHaveLength(1);
  const code = await latestCode();
  const done = await Promise.all(
    begun.map((flow, i) => from(`10.2.0.${i}`, () => completeSignUp(flow, code))),
  );
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await everybody()).toHaveLength(1);
}, 60_000);

test('one address gets a mail a minute, three an hour, ten a day, from all who ask together, and then only the reserve', async () => {
  const sent = async () => (await db().select().from(outbox)).length;
  let caller = 0;
  const ask = async (seconds: number) => {
    setClock(START + seconds * 1000);
    await begin(ADA, `10.3.0.${caller++}`);
    return sent();
  };
  expect(await ask(0)).toBe(1);
  expect(await ask(59)).toBe(1);
  expect(await ask(60)).toBe(2);
  expect(await ask(120)).toBe(3);
  expect(await ask(180)).toBe(3);
  expect(await ask(3600)).toBe(4);
  for (let hour = 2; hour < 8; hour++)
    for (const minute of [0, 1, 2]) await ask(hour * 3600 + minute * 60);
  // Ten, and then one for each of twelve more networks.
  expect(await sent()).toBe(22);
});

test('asking for another code says when it may be had', async () => {
  const asking = { purpose: 'sign-up', email: ADA.email, browser: null } as const;
  const flow = { ...(await begin()), email: ADA.email };
  const first = await latestCode();
  expect(await waitForMail(asking)).toBe(60);
  expect(await resendSignUpCode(flow)).toEqual({ ok: false, reason: 'too_soon', retryAfter: 60 });
  setClock(START + 60_000);
  expect(await waitForMail(asking)).toBe(0);
  expect((await resendSignUpCode(flow)).ok).toBe(true);
  const second = await latestCode();
  if (first !== second)
    expect(await completeSignUp(flow, first)).toEqual({ ok: false, reason: 'wrong_code' });
  expect((await completeSignUp(flow, second)).ok).toBe(true);
});

test('a flow that is over mails nothing more', async () => {
  const flow = { ...(await begin()), email: ADA.email };
  setClock(START + 3_600_000);
  expect(await resendSignUpCode(flow)).toEqual({ ok: false, reason: 'flow_over' });
  expect(await resendSignUpCode({ ...flow, secret: 'guess' })).toMatchObject({ ok: false });
  expect(await db().select().from(outbox)).toHaveLength(1);
});

test('one network begins ten sign-ups an hour', async () => {
  const at = '198.51.100.9';
  const ask = (i: number) =>
    from(at, () => startSignUp({ ...ADA, email: `person${i}@example.com` }));
  for (let i = 0; i < 10; i++) expect((await ask(i)).ok).toBe(true);
  expect(await ask(10)).toEqual({ ok: false, reason: 'too_many_attempts', retryAfter: 3600 });
  expect(await db().select().from(codes)).toHaveLength(10);
  setClock(START + 3_600_000);
  expect((await ask(10)).ok).toBe(true);
});

test('when too many are hashing one is told to come back, and the sign-up is not counted', async () => {
  const at = '198.51.100.11';
  for (let i = 0; i < 15; i++) {
    vi.mocked(inTurn).mockRejectedValueOnce(new HashingBusy());
    expect(await from(at, () => startSignUp(ADA))).toEqual({
      ok: false,
      reason: 'busy',
      retryAfter: 2,
    });
  }
  expect(await db().select().from(codes)).toEqual([]);
  for (let i = 0; i < 10; i++) await begin(ADA, at);
  expect((await from(at, () => startSignUp(ADA))).ok).toBe(false);
});

test('one network types thirty codes in five minutes', async () => {
  const flow = await begin();
  const at = '198.51.100.10';
  const type = (code: string) => from(at, () => completeSignUp(flow, code));
  for (let i = 0; i < 30; i++) await type('nothing');
  expect(await type(await latestCode())).toEqual({
    ok: false,
    reason: 'too_many_attempts',
    retryAfter: 300,
  });
});

test('a weak password is refused with its reason before anything is counted, mailed or written', async () => {
  const outcome = await startSignUp({ ...ADA, password: 'ada@example.com' });
  expect(outcome).toMatchObject({
    ok: false,
    reason: 'weak_password',
    because: expect.stringMatching(/./),
  });
  for (const table of [codes, outbox, users]) expect(await db().select().from(table)).toEqual([]);
  for (let i = 0; i < 20; i++) await startSignUp({ ...ADA, password: 'password' });
  expect((await startSignUp(ADA)).ok).toBe(true);
});

test('five wrong codes end a flow', async () => {
  const flow = await begin();
  const code = await latestCode();
  for (let i = 0; i < 4; i++)
    expect(await completeSignUp(flow, wrong(code))).toEqual({ ok: false, reason: 'wrong_code' });
  expect(await completeSignUp(flow, wrong(code))).toEqual({ ok: false, reason: 'code_expired' });
  expect(await completeSignUp(flow, code)).toEqual({ ok: false, reason: 'code_expired' });
  expect(await everybody()).toEqual([]);
});

test('neither the password, nor its hash before it is proven, nor the code is in the database file', async () => {
  const file = moveToFile();
  const codes: string[] = [];
  for (const email of ['one@example.com', 'two@example.com']) {
    await begin({ ...ADA, email });
    codes.push(await latestCode());
  }
  const flow = await begin();
  const code = await latestCode();
  const bytes = () =>
    Buffer.concat(
      readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name))),
    );
  expect(bytes().includes(ADA.email)).toBe(true);
  expect(bytes().includes('argon2id')).toBe(false);
  for (const secret of [PASSWORD, flow.secret]) expect(bytes().includes(secret)).toBe(false);
  // Six digits may stand somewhere in a file by chance, but not three times.
  expect([...codes, code].every((one) => bytes().includes(one))).toBe(false);
  await completeSignUp(flow, code);
  expect(bytes().includes('$argon2id$v=19$m=19456,t=2,p=1$')).toBe(true);
  expect(bytes().includes(PASSWORD)).toBe(false);
});
