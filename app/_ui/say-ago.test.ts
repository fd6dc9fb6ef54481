import { expect, test } from 'vitest';
import { sayAgo } from './say-ago';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, 'now'],
  [59_999, 'now'],
  [-59_999, 'now'],
  [MINUTE, '1 minute ago'],
  [59 * MINUTE + 59_999, '59 minutes ago'],
  [HOUR, '1 hour ago'],
  [23 * HOUR, '23 hours ago'],
  [DAY, '1 day ago'],
  [7 * DAY, '7 days ago'],
  [7 * DAY + 1, null],
  [-2 * HOUR, 'in 2 hours'],
  [-30 * DAY, 'in 30 days'],
])('%d ms after it, a moment is "%s"', (later, says) => {
  const at = Date.UTC(2026, 10, 22);
  expect(sayAgo(at, at + later, 'en-GB')).toBe(says);
});
