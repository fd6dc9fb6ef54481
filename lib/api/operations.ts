import 'server-only';
import * as access from '#lib/api/access';
import * as account from '#lib/api/account';
import * as notes from '#lib/api/notes';
import type { Operation } from '#lib/api/operation';
import * as sessions from '#lib/api/sessions';

/** Everything that can be asked of the API, by the name of the operation. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...account,
  ...sessions,
  ...notes,
  ...access,
};
