import { beforeEach, expect, test } from 'vitest';
import { takeInMemory } from '#lib/limits/take-in-memory';
import { clearSingleton, setClock } from '#lib/testing/database.test-support';

const rule = { name: 'test', max: 3, windowMs: 60_000 };
const START = Date.UTC(2026, 0, 1);

beforeEach(() => clearSingleton('tallies'));

test('as often as allowed, then not until the window is over', () => {
  setClock(START);
  for (let nth = 0; nth < 3; nth++) expect(takeInMemory([[rule, 'ada']])).toBeNull();
  setClock(START + 20_000);
  expect(takeInMemory([[rule, 'ada']])).toEqual({ retryAfter: 40 });
  expect(takeInMemory([[rule, 'bob']])).toBeNull();
  setClock(START + 60_000);
  expect(takeInMemory([[rule, 'ada']])).toBeNull();
});

test('ten thousand others later the one not seen for longest is forgotten, and no other', () => {
  setClock(START);
  for (const name of ['ada', 'bob']) for (let nth = 0; nth < 3; nth++) takeInMemory([[rule, name]]);
  for (let nth = 0; nth < 9_999; nth++) takeInMemory([[rule, `other${nth}`]]);
  expect(takeInMemory([[rule, 'bob']])).not.toBeNull();
  expect(takeInMemory([[rule, 'ada']])).toBeNull();
});
