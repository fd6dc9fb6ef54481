import { beforeEach, expect, test, vi } from 'vitest';
import { changePassword } from '#lib/accounts/change-password';
import { latestCode, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { HashingBusy, inTurn } from '#lib/accounts/password-queue';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { addUser, emptyTables, from, PASSWORD, setClock } from '#lib/testing/database.test-support';

// What is heavy is real; only that there is no turn for it is made up.
vi.mock('#lib/accounts/password-queue', { spy: true });

const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const BUSY = { ok: false, reason: 'busy', retryAfter: 2 };

beforeEach(async () => {
  vi.mocked(inTurn).mockReset();
  await emptyTables();
  setClock(Date.UTC(2026, 0, 1));
});

test('a change sent away for lack of time is no wrong guess, however often, and changes nothing', async () => {
  const viewer = await viewerOf(await addUser());
  const change = { current: PASSWORD, password: ANOTHER, endOthers: true, browser: null };
  const attempt = () => from('198.51.100.7', () => changePassword(viewer, change));
  for (let i = 0; i < 40; i++) {
    vi.mocked(inTurn).mockResolvedValueOnce(true).mockRejectedValueOnce(new HashingBusy());
    expect(await attempt()).toEqual(BUSY);
  }
  expect((await signInAs(EMAIL, PASSWORD)).ok).toBe(true);
  expect(await attempt()).toMatchObject({ ok: true });
});

test('a reset sent away for lack of time keeps its code, which still works exactly once', async () => {
  await addUser();
  const begun = await from('198.51.100.7', () => startReset(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const flow = { ...begun.value, email: EMAIL };
  const typed = { code: await latestCode(), password: ANOTHER, browser: null };
  for (let i = 0; i < 20; i++) {
    vi.mocked(inTurn).mockRejectedValueOnce(new HashingBusy());
    expect(await resetPassword(flow, typed)).toEqual(BUSY);
  }
  for (let i = 0; i < 4; i++)
    expect(await resetPassword(flow, { ...typed, code: '000000' })).toMatchObject({
      reason: 'wrong_code',
    });
  expect(await resetPassword(flow, typed)).toMatchObject({ ok: true });
  expect(await resetPassword(flow, typed)).toMatchObject({ reason: 'code_expired' });
});
