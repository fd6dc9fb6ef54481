import 'server-only';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';

/** The write that tells the log what the operator did with a program. */
export const clientChanged = (id: string, detail: Detail) =>
  record({
    type: 'client_changed',
    userId: null,
    actor: 'operator',
    object: `client:${id}`,
    detail,
  });
