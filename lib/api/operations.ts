import 'server-only';
import { accessOperations } from '#lib/api/access';
import { accountOperations } from '#lib/api/account';
import { noteOperations } from '#lib/api/notes';
import type { Operation } from '#lib/api/operation';
import { sessionOperations } from '#lib/api/sessions';

/** Everything that can be asked of the API, by the name of the operation. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...accountOperations,
  ...sessionOperations,
  ...noteOperations,
  ...accessOperations,
};
