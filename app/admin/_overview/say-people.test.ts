import { expect, test } from 'vitest';
import { sayPeople } from './say-people';

test.each([
  [
    'all of them',
    { all: 200, fresh: 3, disabled: 20, isMore: false, isMoreFresh: false },
    ['200', '3 new in 30 days', '20', '10% of all'],
  ],
  [
    'a part, with all that are new',
    { all: 100_000, fresh: 3, disabled: 20, isMore: true, isMoreFresh: false },
    ['more than 100,000', '3 new in 30 days', 'at least 20', null],
  ],
  [
    'a part of those that are new',
    { all: 100_000, fresh: 100_000, disabled: 0, isMore: true, isMoreFresh: true },
    ['more than 100,000', 'at least 100,000 new in 30 days', 'at least 0', null],
  ],
])('of %s no more is said than was counted', (_, counts, says) => {
  const { all, fresh, disabled, share } = sayPeople(counts);
  expect([all, fresh, disabled, share]).toEqual(says);
});
