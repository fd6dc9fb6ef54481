import { expect, test } from 'vitest';
import { AUDIT_TYPES } from '#lib/audit/types';
import { PRODUCT_EVENTS } from '#lib/product/audit-events';

test('the events of the product have names of their own, in words', () => {
  expect(AUDIT_TYPES).toHaveLength(new Set(AUDIT_TYPES).size);
  expect(PRODUCT_EVENTS.filter((type) => !/^[a-z]+(_[a-z]+)+$/.test(type))).toEqual([]);
});
