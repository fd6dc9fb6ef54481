import 'server-only';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import type { Person } from '#lib/notes/person';

/** The write that enters into the log what somebody did to a note: the act, never a word of it or an address. */
export const noteEntry = (viewer: Person, type: AuditType, id: string, detail: string) =>
  record({ type, userId: viewer.user.id, object: `note:${id}`, detail });
