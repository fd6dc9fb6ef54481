import { expect, test } from 'vitest';
import { spikeIn, sumOf, weekOf, worstOf } from './days';

const day = (name: string, bad: number, ok = 1) => ({
  day: name,
  ok: [ok, ...Array<number>(23).fill(0)],
  bad: [...Array<number>(23).fill(0), bad],
});
const many = (counts: number[]) =>
  counts.map((bad, at) => day(`2026-11-${String(at + 1).padStart(2, '0')}`, bad));

test('the worst day is the one on which most tries failed, and none where none did', () => {
  expect(worstOf(many([1, 7, 3]))?.day).toBe('2026-11-02');
  expect(worstOf(many([0, 0]))).toBeUndefined();
  expect(worstOf([])).toBeUndefined();
  expect(sumOf(many([1, 7, 3]), 'bad')).toBe(11);
});

test.each([
  ['one that stands out', [2, 3, 64, 2, 1], { day: '2026-11-03', count: 64, usual: 3 }],
  ['many every day', [60, 61, 64, 62, 59], null],
  ['few', [0, 0, 19, 0, 0], null],
  ['just enough', [0, 0, 20, 0, 0], { day: '2026-11-03', count: 20, usual: 1 }],
  ['nothing', [], null],
])('a day is worth a look: %s', (_, counts, spike) => {
  expect(spikeIn(many(counts))).toEqual(spike);
});

test('the week begins on Monday', () => {
  // The 23rd of November 2026 is a Monday.
  const week = weekOf([day('2026-11-23', 0, 5), day('2026-11-30', 0, 2), day('2026-11-29', 0, 3)]);
  expect([week.length, week[0]?.[0], week[6]?.[0], week[3]?.[0]]).toEqual([7, 7, 3, 0]);
});
