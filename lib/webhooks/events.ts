import 'server-only';
import { AUDIT_TYPES } from '#lib/audit/types';

/** What tells of webhooks themselves is told to none: one that is away would cause more of it. */
const isToldOf = (type: string) => !type.startsWith('webhook_');

/** Whether a webhook that takes these events is told of this type. */
export const takes = (events: string, type: string): boolean =>
  isToldOf(type) && (events === '*' || events.split(' ').includes(type));

/** What the operator typed, as it is stored: "*", or known types; null when one is not known. */
export function readEvents(typed: string): string | null {
  const types = typed.split(/[\s,]+/).filter(Boolean);
  if (types.length === 0 || types.includes('*')) return '*';
  const known = AUDIT_TYPES as readonly string[];
  return types.every((type) => known.includes(type) && isToldOf(type))
    ? [...new Set(types)].join(' ')
    : null;
}
