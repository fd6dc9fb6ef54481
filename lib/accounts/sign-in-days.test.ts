import { beforeEach, expect, test } from 'vitest';
import { STRIP_DAYS, signInDays, signInsByDay } from '#lib/accounts/sign-in-days';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { transaction } from '#lib/db/transaction';
import { findViewer } from '#lib/session/store';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const QUARTER = 15 * 60_000;
const one = (at: string, type: AuditType = 'authn_login_success') => ({
  type,
  quarter: Math.floor(Date.parse(at) / QUARTER),
  count: 1,
});

test.each([
  ['UTC', '2026-11-22T23:59:59Z', '2026-11-22'],
  ['Europe/Berlin', '2026-11-22T23:00:00Z', '2026-11-23'],
  ['Asia/Kathmandu', '2026-11-22T18:14:59Z', '2026-11-22'],
  ['Asia/Kathmandu', '2026-11-22T18:15:00Z', '2026-11-23'],
  ['America/New_York', '2026-11-02T04:59:00Z', '2026-11-01'],
  ['Pacific/Kiritimati', '2026-11-22T10:00:00Z', '2026-11-23'],
  ['', '2026-11-22T23:59:59Z', '2026-11-22'],
  ['Mars/Olympus', '2026-11-22T23:59:59Z', '2026-11-22'],
])('in the zone %j what was at %s was on %s', (zone, at, day) => {
  const days = signInsByDay([one(at)], zone, new Date('2026-11-25T12:00:00Z'));
  expect(days.filter(({ signIns }) => signIns > 0)).toEqual([{ day, signIns: 1, failures: 0 }]);
});

test.each(['UTC', 'America/New_York', 'Pacific/Apia', 'Africa/Casablanca'])(
  'there are thirty days in %s, each once, today the last, also when the clocks change',
  (zone) => {
    for (const now of ['2026-03-20T00:30:00Z', '2026-11-20T23:30:00Z']) {
      const days = signInsByDay([], zone, new Date(now)).map(({ day }) => day);
      expect(days).toHaveLength(STRIP_DAYS);
      expect([...new Set(days)].sort()).toEqual(days);
      const today = new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date(now));
      expect(days.at(-1)).toBe(today);
    }
  },
);

test('what was before the first day is not shown, and nothing is counted as a failure that is none', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  const rows = [
    one('2026-10-26T23:59:00Z'),
    one('2026-10-27T00:00:00Z', 'authn_login_fail'),
    one('2026-11-25T11:00:00Z', 'authn_login_fail'),
    { ...one('2026-11-25T10:00:00Z'), count: 4 },
  ];
  const days = signInsByDay(rows, 'UTC', now);
  expect(days[0]).toEqual({ day: '2026-10-27', signIns: 0, failures: 1 });
  expect(days.at(-1)).toEqual({ day: '2026-11-25', signIns: 4, failures: 1 });
  expect(days.slice(1, -1).every(({ signIns, failures }) => signIns + failures === 0)).toBe(true);
});

test('sign-ins and failures of one account are counted from the log, by the days of its owner', async () => {
  const ada = await addUser('ada@example.com');
  const bob = await addUser('bob@example.com');
  const { viewer } = (await findViewer(await beginSession(ada)))!;
  const now = Date.now();
  const happens = (type: AuditType, userId = ada) => transaction(record({ type, userId }));
  await happens('authn_login_success');
  await happens('authn_login_fail');
  await happens('authn_login_fail');
  await happens('authn_password_change');
  await happens('authn_login_fail', bob);
  setClock(now + 24 * 3_600_000);
  await happens('authn_login_success');
  const days = await signInDays({ user: { ...viewer.user, timeZone: 'UTC' } });
  expect(days.at(-2)).toMatchObject({ signIns: 1, failures: 2 });
  expect(days.at(-1)).toMatchObject({ signIns: 1, failures: 0 });
  setClock(now + 40 * 24 * 3_600_000);
  const later = await signInDays(viewer);
  expect(later.every(({ signIns, failures }) => signIns + failures === 0)).toBe(true);
});
