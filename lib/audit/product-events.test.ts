import { beforeEach, expect, test, vi } from 'vitest';
import { record } from '#lib/audit/record';
import { sayKind, sayToPerson } from '#lib/audit/say';
import { AUDIT_TYPES, type AuditType, isAuditType } from '#lib/audit/types';
import { verifyLog } from '#lib/audit/verify';
import { transaction } from '#lib/db/transaction';
import { metrics } from '#lib/observability/metrics';
import { PRODUCT_EVENTS } from '#lib/product/audit-events';
import { emptyTables } from '#lib/testing/database.test-support';

vi.mock('#lib/product/audit-events', () => ({ PRODUCT_EVENTS: ['invoice_sent', 'invoice_fail'] }));
vi.mock('#texts/en/product', () => ({
  productEvents: { invoice_sent: 'An invoice was sent', invoice_fail: 'An invoice was refused' },
}));

const [SENT, FAILED] = PRODUCT_EVENTS as unknown as [AuditType, AuditType];
beforeEach(emptyTables);

test('an event of the product is a kind like any other: chosen, said, chained, and counted where it failed', async () => {
  expect(AUDIT_TYPES.slice(-2)).toEqual([SENT, FAILED]);
  expect(isAuditType('invoice_sent')).toBe(true);
  expect(sayKind(SENT)).toBe('An invoice was sent');
  const none = { title: () => undefined, person: () => undefined };
  expect(sayToPerson({ type: FAILED, object: '', detail: '' }, false, none)).toBe(
    'An invoice was refused',
  );
  await transaction(record({ type: SENT, userId: null }), record({ type: FAILED, userId: null }));
  expect(await verifyLog()).toMatchObject({ entries: 2, faults: [] });
  const text = await metrics().registry.metrics();
  expect(text).toContain('type="invoice_fail"');
  expect(text).not.toContain('type="invoice_sent"');
});
