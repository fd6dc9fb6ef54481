import 'server-only';
import type { Detail } from '#lib/audit/detail';
import { type AuditActor, record } from '#lib/audit/record';

/** The write that tells the log what the operator did with a program, or somebody who administers. */
export const clientChanged = (id: string, detail: Detail, actor: AuditActor = 'operator') =>
  record({
    type: 'client_changed',
    userId: null,
    actor,
    object: `client:${id}`,
    detail,
  });
