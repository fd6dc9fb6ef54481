import { expect, test } from 'vitest';
import { fromCursor, inOrder, newestFirst, pageOf, placeIn, toCursor } from '#lib/pages';
import fc from '#lib/testing/fast-check.test-support';

test('a cursor leads back to its place, in its own list and no other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (place) => {
      const cursor = toCursor('notes', place);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(fromCursor('notes', cursor)).toBe(place);
      expect(fromCursor('users', cursor)).toBeNull();
    }),
  );
});

test('what nobody was given is no place, and fails nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (cursor) => {
      expect(fromCursor('notes', cursor)).toBeNull();
    }),
  );
  const real = toCursor('notes', 'x');
  for (const cursor of [`${real}=`, ` ${real}`, real.slice(1), 'x'.repeat(100_000)])
    expect(fromCursor('notes', cursor)).toBeNull();
});

test('a page is asked for by one cursor; without one, or with two, it is the first', () => {
  const cursor = toCursor('people', 'x');
  expect(placeIn('people', cursor)).toBe('x');
  for (const asked of [undefined, '', [cursor, cursor]])
    expect(placeIn('people', asked)).toBeUndefined();
  expect(placeIn('people', 'x')).toBeNull();
});

test('the pages together are every row once, in order, whatever comes and goes between them', () => {
  const rows = fc.uniqueArray(fc.nat(999), { maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 30 }), fc.nat(999), (numbers, limit, gone) => {
      const keyOf = (number: number) => inOrder(new Date(number));
      const seen: number[] = [];
      let left = numbers;
      for (let after: string | null | undefined; after !== null; ) {
        const page: { rows: number[]; next: string | null } = pageOf(left, keyOf, { after, limit });
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        seen.push(...page.rows);
        after = page.next;
        left = left.filter((number) => number !== gone);
      }
      const stayed = numbers.filter((number) => number !== gone);
      expect(seen.filter((number) => number !== gone)).toEqual(stayed.sort((a, b) => a - b));
    }),
  );
  expect(pageOf([1], String, { after: null })).toEqual({ rows: [], next: null });
});

test('the newer of two moments comes first where the order is turned around', () => {
  const [old, young] = [new Date(1_000), new Date(2_000_000_000_000)];
  expect(inOrder(old) < inOrder(young)).toBe(true);
  expect(newestFirst(old) > newestFirst(young)).toBe(true);
});
