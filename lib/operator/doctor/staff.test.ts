import { expect, test } from 'vitest';
import { findingsOfStaff, type StaffRow } from '#lib/operator/doctor/staff';

const PAST = Date.now() - 1000;
const LATER = Date.now() + 86_400_000;
const row = (email: string, factors: number, dueAt: number | null = null): StaffRow => ({
  email,
  factors,
  dueAt,
});

test.each([
  ['no staff', [], 'staff', []],
  ['all have one', [row('a', 1)], 'staff', ['ok']],
  ['one has none, and some days left', [row('a', 1), row('b', 0, LATER)], 'staff', ['ok']],
  ['before the first start', [row('b', 0)], 'staff', ['ok']],
  ['their week is over', [row('b', 0, PAST)], 'staff', ['warning']],
  ['nobody has to', [row('b', 0)], 'optional', ['warning']],
])('%s', (_, rows, rule, is) => {
  expect(findingsOfStaff(rows, rule).map((one) => one.is)).toEqual(is);
});

test('it says who and how many', () => {
  const [finding] = findingsOfStaff([row('a', 1), row('b', 0, PAST), row('c', 0, PAST)], 'staff');
  expect(finding?.says).toBe('2 of 3 of the staff have no second factor: b, c.');
});
