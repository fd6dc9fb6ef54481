import 'server-only';
import { type AuditType, record } from '#lib/audit/record';
import type { Person } from '#lib/notes/person';

/** The write that enters into the log what somebody did to a note: the act, never a word of it or an address. */
export const noteEntry = (viewer: Person, type: AuditType, id: string, detail: string) =>
  record({ type, userId: viewer.user.id, object: `note:${id}`, detail });
