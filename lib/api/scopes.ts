import type { Act } from '#lib/authorization/table';

/** What each scope lets a client do, in the words that the consent page shows. */
export const API_SCOPES = {
  'account:read': 'See your name, email address and role',
  sessions: 'See where you are signed in, and end sessions',
  'notes:read': 'Read your notes and who has access to them',
  'notes:write': 'Write, delete and share notes in your name',
} as const;

export type ApiScope = keyof typeof API_SCOPES;

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
} as const satisfies Partial<Record<Act, ApiScope>>;

export type ApiAct = keyof typeof SCOPE_OF;
