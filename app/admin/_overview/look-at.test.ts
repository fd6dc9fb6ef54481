import { isValidElement, type ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { itemsOfStaff, ofLog } from './look-at';

// What a browser keeps right while a page is open.
vi.mock('#ui/time', () => ({ Ago: ({ at }: { at: Date }) => at.toISOString().slice(0, 10) }));

const NOW = Date.parse('2026-11-29T10:30Z');
const DAY_MS = 24 * 3_600_000;

/** What an element without state of its own says, without its marks. */
function wordsOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(wordsOf).join('');
  if (!isValidElement<{ children?: ReactNode }>(node)) return String(node ?? '');
  const { type, props } = node;
  return typeof type === 'function'
    ? wordsOf((type as (of: object) => ReactNode)(props))
    : wordsOf(props.children);
}

const log = (at: Date | null, unverified: number, isLate: boolean, faults = 0) => ({
  at,
  unverified,
  isLate,
  faults,
  last: 7,
});

test.each([
  ['never', log(null, 3, true), ['It was never verified.']],
  [
    'three days ago',
    log(new Date(NOW - 3 * DAY_MS), 1, true),
    ['The log was last verified 2026-11-26; 1 entry has come since.'],
  ],
  [
    'long ago',
    log(new Date(NOW - 6 * DAY_MS), 12, true),
    ['The log was last verified 2026-11-23; 12 entries have come since.'],
  ],
  ['lately', log(new Date(NOW - 3_600_000), 12, false), []],
  ['and was changed', log(new Date(NOW), 0, false, 2), ['2 faults were found.']],
])('of a log that was verified %s is said what is true', (_, state, says) => {
  expect(ofLog(state, 'UTC').map((item) => wordsOf(item.says))).toEqual(says);
});

test('those of the staff without a second factor are an item for each role, which leads to them', () => {
  const one = (nth: number) => ({ id: `${nth}`, email: `${nth}@example.com` });
  const items = itemsOfStaff([
    { role: 'support', count: 5, named: [one(1), one(2), one(3)] },
    { role: 'administrator', count: 1, named: [one(4)] },
  ]);
  expect(items.map(({ what, href }) => [what, href])).toEqual([
    ['5 of the staff have no second factor (support)', '/admin/users?role=support&state=no-factor'],
    [
      '1 of the staff has no second factor (administrator)',
      '/admin/users?role=administrator&state=no-factor',
    ],
  ]);
  expect(items[0]?.says).toContain('…');
  expect(itemsOfStaff([])).toEqual([]);
});
