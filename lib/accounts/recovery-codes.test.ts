import { eq } from 'drizzle-orm';
import { v4 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { addRecoveryCodes } from '#lib/accounts/factors.test-support';
import { latestMail, viewerOf } from '#lib/accounts/life.test-support';
import { findRecoveryCodes, makeRecoveryCodes } from '#lib/accounts/recovery-codes';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { recoveryCodes } from '#lib/factors/recovery-codes/factor';
import { countCodes, RECOVERY_CODE } from '#lib/factors/recovery-codes/rows';
import { factorsOf } from '#lib/factors/verify-factor';
import type { Viewer } from '#lib/session/store';
import { addUser, changeSettings, emptyTables, setClock } from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const OLD = 'old-secret-0123456789-abcdefghij-KLMNOP';
const NEW = 'new-secret-0123456789-abcdefghij-KLMNOP';
let ada: Viewer;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await viewerOf(await addUser('ada@example.com'));
});

const rows = () => db().select().from(credentials).where(eq(credentials.kind, RECOVERY_CODE));
const told = async () =>
  (await db().select().from(auditEvents)).filter(({ type }) => type.startsWith('credential_'));

/** Uses a code as a door does: in the transaction of what it was for. */
async function use(typed = '', userId = ada.user.id): Promise<boolean> {
  const outcome = await recoveryCodes.verify(userId, typed);
  return outcome.ok && (await transaction(outcome.value));
}

test('there are ten, nothing of them is stored in clear, and alone they ask for nothing', async () => {
  const codes = await addRecoveryCodes(ada);
  expect(codes).toHaveLength(10);
  const stored = JSON.stringify(await rows());
  for (const code of codes)
    for (const spelling of [code, code.replaceAll('-', '')]) expect(stored).not.toContain(spelling);
  expect(await factorsOf(ada.user.id)).toEqual([]);
  expect((await told()).map(({ type, detail }) => [type, detail])).toEqual([
    ['credential_added', 'recovery_codes'],
  ]);
  expect((await latestMail()).subject).toContain('recovery codes');
});

test('each works once; its use is mailed with how many are left, and is in the log', async () => {
  const codes = await addRecoveryCodes(ada);
  expect([await use(codes[0]), await use(codes[0])]).toEqual([true, false]);
  expect(await countCodes(ada.user.id)).toBe(9);
  expect((await latestMail()).text).toContain('9 codes are left');
  expect((await told()).at(-1)).toMatchObject({
    type: 'credential_used',
    detail: 'recovery_codes',
  });
});

test('when three are left the mail says that it is time for new ones; with the last, that there are none', async () => {
  const codes = await addRecoveryCodes(ada);
  const texts: string[] = [];
  for (const code of codes) {
    expect(await use(code)).toBe(true);
    texts.push((await latestMail()).text);
  }
  expect(texts.map((text) => text.includes('Make new ones in good time'))).toEqual(
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((left) => left <= 3),
  );
  expect(texts[8]).toContain('1 code is left');
  expect(texts[9]).toContain('No code is left');
});

test('of many who use one code at once one goes on', async () => {
  const [code = ''] = await addRecoveryCodes(ada);
  const used = await Promise.all([1, 2, 3, 4].map(() => use(code)));
  expect(used.filter(Boolean)).toHaveLength(1);
  expect(await countCodes(ada.user.id)).toBe(9);
});

test('it is taken as people type it, and what is none or somebody else’s is not', async () => {
  const [first = '', second = ''] = await addRecoveryCodes(ada);
  const bob = await viewerOf(await addUser('bob@example.com'));
  await addRecoveryCodes(bob);
  expect(await use(first, bob.user.id)).toBe(false);
  for (const wrong of ['', '123456', `${first}0`, '0000-0000-0000-0000'])
    expect(await use(wrong)).toBe(false);
  const typed = first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(recoveryCodes.isAnswer?.(typed)).toBe(true);
  expect([await use(typed), await use(second)]).toEqual([true, true]);
});

test('new ones take the place of all old ones', async () => {
  const old = await addRecoveryCodes(ada);
  await use(old[0]);
  const codes = await addRecoveryCodes(ada);
  for (const code of old) expect(await use(code)).toBe(false);
  expect([await countCodes(ada.user.id), await use(codes[3])]).toEqual([10, true]);
});

test('one form makes them once: the second answer is the same, without those that were used', async () => {
  const form = uuid();
  const made = await Promise.all([1, 2, 3].map(() => makeRecoveryCodes(ada, form)));
  const [first] = made;
  if (!first?.ok) throw new Error('No codes were made.');
  for (const one of made) expect(one).toEqual(first);
  expect([await countCodes(ada.user.id), (await told()).length]).toEqual([10, 1]);
  await use(first.value[4]);
  const left = first.value.filter((_, nth) => nth !== 4);
  expect(await makeRecoveryCodes(ada, form)).toEqual({ ok: true, value: left });
  expect(await findRecoveryCodes(ada, form)).toEqual({ ok: true, value: left });
  expect(await countCodes(ada.user.id)).toBe(9);
});

test('ten minutes later, after newer ones, of a made-up form and for another person it shows nothing', async () => {
  const form = uuid();
  await makeRecoveryCodes(ada, form);
  const bob = await viewerOf(await addUser('bob@example.com'));
  for (const wrong of [uuid(), '', 'x'])
    expect(await findRecoveryCodes(ada, wrong)).toMatchObject({ reason: 'shown_before' });
  expect(await findRecoveryCodes(bob, form)).toMatchObject({ reason: 'shown_before' });
  setClock(START + 10 * 60_000);
  const late = [await makeRecoveryCodes(ada, form), await findRecoveryCodes(ada, form)];
  await addRecoveryCodes(ada);
  late.push(await makeRecoveryCodes(ada, form), await findRecoveryCodes(ada, form));
  for (const one of late) expect(one).toMatchObject({ reason: 'shown_before' });
  expect(await countCodes(ada.user.id)).toBe(10);
});

test('they are found under an old secret as long as there is one; then they are no more counted and open nothing', async () => {
  changeSettings({ SESSION_SECRET: OLD });
  const codes = await addRecoveryCodes(ada);
  changeSettings({ SESSION_SECRET: `${NEW},${OLD}` });
  expect([await use(codes[0]), await countCodes(ada.user.id)]).toEqual([true, 9]);
  changeSettings({ SESSION_SECRET: NEW });
  expect([await use(codes[1]), await countCodes(ada.user.id)]).toEqual([false, 0]);
});
