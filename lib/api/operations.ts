import 'server-only';
import { accountOperations } from '#lib/api/account';
import type { Operation } from '#lib/api/operation';
import { sessionOperations } from '#lib/api/sessions';
import { namedOperationsOf } from '#lib/api/things';
import { ALL_THINGS } from '#lib/product/resources';

/** Everything that can be asked of the API, by the name of the operation: ours, and what each thing of the product declares. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...accountOperations,
  ...sessionOperations,
  ...Object.fromEntries(ALL_THINGS.flatMap((of) => namedOperationsOf(of))),
};
