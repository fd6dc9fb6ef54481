import { expect, test } from 'vitest';
import { ACTIVITY_KINDS, activityKindOf, typesOfKind } from '#lib/assembly/activity-kinds';
import { AUDIT_TYPES } from '#lib/audit/types';
import { PRODUCT_EVENTS } from '#lib/product/audit-events';

test('every type of event is of one kind, and each kind has some', () => {
  const all = ACTIVITY_KINDS.flatMap(typesOfKind);
  expect([...all].sort()).toEqual([...AUDIT_TYPES].sort());
  for (const kind of ACTIVITY_KINDS) expect(typesOfKind(kind).length, kind).toBeGreaterThan(3);
});

test('what fails is among what was refused, but for mail and sites that are away', () => {
  const failing = AUDIT_TYPES.filter((type) =>
    /_fail$|_lock$|_reuse$|_use_after_expire$|^excess_|^malicious_/.test(type),
  );
  expect(failing.length).toBeGreaterThan(5);
  expect(failing.filter((type) => activityKindOf(type) !== 'refused')).toEqual([
    'client_logout_fail',
  ]);
});

test('what a product adds is about its things', () => {
  for (const type of PRODUCT_EVENTS) expect(activityKindOf(type)).toBe('things');
  expect(activityKindOf('invoice_sent' as never)).toBe('things');
});
