import { atGate } from '#lib/testing/model/schedule.test-support';

/**
 * One act at a time goes on, and each waits at every write, before anything of it is written, until it is its turn: in
 * an order that a seed draws. So whatever an act has read may have changed when it writes. A test that wants it says
 * `vi.mock('#lib/db/transaction', async (original) => scheduled(await original()))`; nothing of it is in the product.
 */
export function scheduled<Module extends Writing>(real: Module): Module {
  return {
    ...real,
    transaction: (...writes) => atGate(() => real.transaction(...writes)),
    transactionRelaxed: (...writes) => atGate(() => real.transactionRelaxed(...writes)),
    withRetry: (work) => atGate(() => real.withRetry(work)),
  };
}
type Writing = Pick<
  typeof import('#lib/db/transaction'),
  'transaction' | 'transactionRelaxed' | 'withRetry'
>;
