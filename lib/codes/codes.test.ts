import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { codes } from '#drizzle/schema/codes';
import { type CodePurpose, newCode, nextCode } from '#lib/codes/issue';
import { CODE_MINUTES, CODE_TRIES, FLOW_MINUTES } from '#lib/codes/lifetimes';
import { tryCode } from '#lib/codes/redeem';
import { connection, db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import {
  changeSettings,
  emptyTables,
  moveToFile,
  setClock,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const PAYLOAD = { name: 'Ada', passwordHash: '$argon2id$the-hash-that-waits' };
const MINUTES = 60_000;

beforeEach(emptyTables);

async function begin({ isRight = true } = {}) {
  const flow = await newCode('sign-up', EMAIL, PAYLOAD, { isRight });
  await transaction(flow.write);
  return flow;
}

type Flow = Awaited<ReturnType<typeof begin>>;
const attempt = ({ id, secret }: Flow, typed: string) => tryCode('sign-up', id, secret, typed);
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const rowOf = async ({ id }: Flow) => (await db().select().from(codes).where(eq(codes.id, id)))[0]!;

async function redeem(flow: Flow, typed: string): Promise<boolean> {
  const proof = await attempt(flow, typed);
  return proof.ok && transaction(proof.value.redeem);
}

test('the right code gives what was waiting for it', async () => {
  const flow = await begin();
  const proof = await attempt(flow, flow.code);
  expect(proof).toMatchObject({ ok: true, value: { email: EMAIL, payload: PAYLOAD } });
});

test('exactly one of fifty attempts to redeem at the same time succeeds', async () => {
  const flow = await begin();
  const done = await Promise.all(Array.from({ length: 50 }, () => redeem(flow, flow.code)));
  expect(done.filter(Boolean)).toHaveLength(1);
});

test('a redeemed code is dead, and what waited for it is wiped', async () => {
  const flow = await begin();
  expect(await redeem(flow, flow.code)).toBe(true);
  expect(await attempt(flow, flow.code)).toMatchObject({ ok: false, reason: 'code_expired' });
  expect(await rowOf(flow)).toMatchObject({ payload: '', redeemedAt: expect.any(Date) });
});

test('five tries, the fifth may still be right', async () => {
  const flow = await begin();
  for (let i = 1; i < CODE_TRIES; i++)
    expect(await attempt(flow, wrong(flow.code))).toEqual({ ok: false, reason: 'wrong_code' });
  expect(await redeem(flow, flow.code)).toBe(true);
});

test('after five wrong tries the right code does not work', async () => {
  const flow = await begin();
  for (let i = 1; i < CODE_TRIES; i++) await attempt(flow, wrong(flow.code));
  expect(await attempt(flow, wrong(flow.code))).toEqual({ ok: false, reason: 'code_expired' });
  expect(await attempt(flow, flow.code)).toEqual({ ok: false, reason: 'code_expired' });
  expect((await rowOf(flow)).triesLeft).toBe(0);
});

test('no more than five of fifty guesses at the same time are ever compared', async () => {
  const flow = await begin();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => attempt(flow, wrong(flow.code))),
  );
  const compared = answers.filter((answer) => !answer.ok && answer.reason === 'wrong_code');
  expect(compared).toHaveLength(CODE_TRIES - 1);
  expect(await redeem(flow, flow.code)).toBe(false);
});

test('a code works until ten minutes are over, and not after', async () => {
  const start = Date.now();
  setClock(start);
  const [inTime, late] = [await begin(), await begin()];
  setClock(start + CODE_MINUTES * MINUTES - 1);
  expect(await redeem(inTime, inTime.code)).toBe(true);
  setClock(start + CODE_MINUTES * MINUTES);
  expect(await attempt(late, late.code)).toEqual({ ok: false, reason: 'code_expired' });
});

test('the write that redeems a proven code works once', async () => {
  const flow = await begin();
  const proof = await attempt(flow, flow.code);
  if (!proof.ok) throw new Error('the code was right');
  expect(await transaction(proof.value.redeem)).toBe(true);
  expect(await transaction(proof.value.redeem)).toBe(false);
});

test('a code works only in the flow, with the id and for the purpose it was made for', async () => {
  const [flow, other] = [await begin(), await begin()];
  const refused = { ok: false, reason: 'code_expired' };
  expect(await tryCode('sign-up', flow.id, other.secret, flow.code)).toEqual(refused);
  expect(await tryCode('sign-up', other.id, flow.secret, flow.code)).toEqual(refused);
  expect(await tryCode('reset' as CodePurpose, flow.id, flow.secret, flow.code)).toEqual(refused);
  expect(await tryCode('sign-up', flow.id, '', flow.code)).toEqual(refused);
  expect((await rowOf(flow)).triesLeft).toBe(CODE_TRIES);
  expect(await redeem(flow, flow.code)).toBe(true);
});

test('somebody without the flow cannot use up its tries', async () => {
  const flow = await begin();
  for (let i = 0; i < 20; i++) await tryCode('sign-up', flow.id, 'guess', '000000');
  expect(await redeem(flow, flow.code)).toBe(true);
});

test('another code makes the one before worthless and brings five new tries', async () => {
  const flow = await begin();
  for (let i = 1; i < CODE_TRIES; i++) await attempt(flow, wrong(flow.code));
  const next = nextCode('sign-up', flow.id, flow.secret, { isRight: true });
  expect(await transaction(next.write)).toBe(true);
  if (next.code !== flow.code) expect(await redeem(flow, flow.code)).toBe(false);
  for (let i = 2; i < CODE_TRIES; i++) await attempt(flow, wrong(next.code));
  expect(await redeem(flow, next.code)).toBe(true);
});

async function canAskAgain({ id, secret }: { id: string; secret: string }, purpose = 'sign-up') {
  const next = nextCode(purpose as CodePurpose, id, secret, { isRight: true });
  const [row] = await db().select().from(codes).where(eq(codes.id, id));
  await transaction(next.write);
  const [after] = await db().select().from(codes).where(eq(codes.id, id));
  return row?.codeHash !== after?.codeHash;
}

test('another code is only for the browser of the flow, for an hour, and while it is open', async () => {
  const start = Date.now();
  setClock(start);
  const flow = await begin();
  expect(await canAskAgain({ ...flow, secret: 'guess' })).toBe(false);
  expect(await canAskAgain(flow, 'reset')).toBe(false);
  setClock(start + FLOW_MINUTES * MINUTES - 1);
  expect(await canAskAgain(flow)).toBe(true);
  setClock(start + FLOW_MINUTES * MINUTES);
  expect(await canAskAgain(flow)).toBe(false);
  const redeemed = await begin();
  expect(await redeem(redeemed, redeemed.code)).toBe(true);
  expect(await canAskAgain(redeemed)).toBe(false);
});

test('where no code must be right, none is, not even the one that was made', async () => {
  const flow = await begin({ isRight: false });
  expect(flow.code).toMatch(/^\d{6}$/);
  expect(await attempt(flow, flow.code)).toEqual({ ok: false, reason: 'wrong_code' });
  for (const typed of ['', '000000', wrong(flow.code)])
    expect(await attempt(flow, typed)).toEqual({ ok: false, reason: 'wrong_code' });
});

test('a new secret in front keeps the codes that are under way', async () => {
  const old = 'old-secret-0123456789-abcdefghij-KLMNOP';
  changeSettings({ SESSION_SECRET: old });
  const flow = await begin();
  changeSettings({ SESSION_SECRET: `new-secret-0123456789-abcdefghij-KLMNOP,${old}` });
  expect(await redeem(flow, flow.code)).toBe(true);
});

test('neither the code, nor the secret of the flow, nor what waits is in the database file', async () => {
  const file = moveToFile();
  const flow = await begin();
  connection().pragma('wal_checkpoint(TRUNCATE)');
  const flows = [flow, await begin(), await begin()];
  const folder = dirname(file);
  const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(bytes.includes(EMAIL)).toBe(true);
  for (const { secret } of flows) expect(bytes.includes(secret)).toBe(false);
  // Six digits may stand somewhere in a file by chance, but not three times.
  expect(flows.every(({ code }) => bytes.includes(code))).toBe(false);
  expect(bytes.includes('argon2id')).toBe(false);
});
