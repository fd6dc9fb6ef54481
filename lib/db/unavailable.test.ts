import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { LeaseLost } from '#lib/db/postgres/lease';
import { DatabaseUnavailable, faultOf } from '#lib/db/unavailable';
import { explain } from '#lib/operator/terminal';

vi.resetModules();
const ofAnotherBundle = await import('#lib/db/unavailable');
const leaseOfAnotherBundle = await import('#lib/db/postgres/lease');

const FAULTS = {
  'the class itself': new DatabaseUnavailable('away'),
  'a kind of it': new LeaseLost('away'),
  'the class of another bundle': new ofAnotherBundle.DatabaseUnavailable('away'),
  'a kind of it of another bundle': new leaseOfAnotherBundle.LeaseLost('away'),
};

test.each(Object.entries(FAULTS))('%s is a fault of the database, however wrapped', (_, fault) => {
  expect(faultOf(fault)).toBe(fault);
  expect(faultOf(new DrizzleQueryError('select 1', [], fault))).toBe(fault);
  expect(explain(fault).message).toBe('The database does not answer: away.');
});

test.each([new Error('away'), new TypeError('away'), { name: 'DatabaseUnavailable' }, null])(
  '%o is none',
  (error) => {
    expect(faultOf(error)).toBeNull();
  },
);
