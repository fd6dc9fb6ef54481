import { accountScopes } from '#lib/permissions/account';
import { noteScopes } from '#lib/permissions/note';
import type { Act } from '#lib/permissions/table';

/**
 * Which scope a token needs for an act, out of the rules of each kind of thing. An act that is not here is done by no
 * token. Whether the person may do it at all is for the rows to say, as everywhere.
 */
export const SCOPE_OF = { ...accountScopes, ...noteScopes } as const satisfies Partial<
  Record<Act, string>
>;

export type ApiAct = keyof typeof SCOPE_OF;
type ApiScope = (typeof SCOPE_OF)[ApiAct];

/** The scopes of `/api/v1`. */
export const API_SCOPES: readonly ApiScope[] = [...new Set(Object.values(SCOPE_OF))];
