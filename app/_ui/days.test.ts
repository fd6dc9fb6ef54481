import { expect, test } from 'vitest';
import { byDay } from './days';

const at = (time: string) => ({ at: new Date(time) });
const NOW = new Date('2026-11-22T10:00:00Z');
const told = (times: string[], zone: string, now = NOW) =>
  // Whether there is a comma, each version of Node decides.
  byDay(times.map(at), zone, now).map(({ says, near, rows }) => [
    says.replace(',', ''),
    near,
    rows.length,
  ]);

test('days are those of the zone, newest first, and the last two are called what people call them', () => {
  const times = ['2026-11-22T09:00:00Z', '2026-11-21T23:30:00Z', '2026-11-20T12:00:00Z'];
  expect(told(times, 'UTC')).toEqual([
    ['Sunday 22 November', 'Today', 1],
    ['Saturday 21 November', 'Yesterday', 1],
    ['Friday 20 November', null, 1],
  ]);
  expect(told(times, 'Europe/Berlin')).toEqual([
    ['Sunday 22 November', 'Today', 2],
    ['Friday 20 November', null, 1],
  ]);
  expect(told(times, 'Pacific/Auckland')).toEqual([
    ['Sunday 22 November', 'Today', 2],
    ['Saturday 21 November', 'Yesterday', 1],
  ]);
});

test.each([
  ['of 25 hours, late', '2026-10-25T22:45:00Z', '2026-10-24T12:00:00Z'],
  ['of 25 hours, early', '2026-10-24T22:15:00Z', '2026-10-24T12:00:00Z'],
  ['of 23 hours, late', '2026-03-29T21:45:00Z', '2026-03-28T12:00:00Z'],
  ['after one of 23 hours', '2026-03-29T22:15:00Z', '2026-03-29T12:00:00Z'],
  ['after one of 25 hours', '2026-10-25T23:15:00Z', '2026-10-25T12:00:00Z'],
])('yesterday is the day before, on a day %s', (_, now, noon) => {
  const [[, near] = []] = told([noon], 'Europe/Berlin', new Date(now));
  expect(near).toBe('Yesterday');
});

test('a day of another year says which', () => {
  expect(told(['2025-11-22T09:00:00Z'], 'UTC')).toEqual([['Saturday 22 November 2025', null, 1]]);
});

test('a zone that is none is UTC, and no rows are no days', () => {
  expect(told(['2026-11-22T09:00:00Z'], 'Mars/Olympus')).toEqual([
    ['Sunday 22 November', 'Today', 1],
  ]);
  expect(told([], 'UTC')).toEqual([]);
});
