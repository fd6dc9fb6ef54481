import type { API_SCOPES } from '#lib/oauth/scopes';
import type { Act } from '#lib/permissions/table';

/**
 * Which scope a token needs for an act. The one table of it: an act that is not here is done by no token.
 * Whether the person may do it at all is for the rows to say, as everywhere.
 */
export const SCOPE_OF = {
  'account:read': 'account:read',
  'session:list': 'sessions',
  'session:end': 'sessions',
  'note:list': 'notes:read',
  'note:read': 'notes:read',
  'note:create': 'notes:write',
  'note:edit': 'notes:write',
  'note:delete': 'notes:write',
  'note:share': 'notes:write',
  'note:offer': 'notes:write',
  'note:accept': 'notes:write',
  'note:leave': 'notes:write',
} as const satisfies Partial<Record<Act, (typeof API_SCOPES)[number]>>;

export type ApiAct = keyof typeof SCOPE_OF;
