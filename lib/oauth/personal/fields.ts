import { z } from 'zod';
import { fieldError } from '#lib/coded';
import { line } from '#lib/line';
import { API_SCOPES } from '#lib/permissions/scopes';

/** For how many days a token can be made; the form offers the second. */
const TOKEN_DAYS = ['7', '30', '90', '365'] as const;

/** What a person calls one of their tokens. */
export const TokenName = line(60, {
  isEmpty: fieldError('token_name_empty'),
  isLong: fieldError('token_name_long', { most: 60 }),
});

const TICKED = z.enum(['on', ''], fieldError('token_scope_wrong'));

/** What somebody fills in for a token: each scope is a box of its own. */
export const TypedToken = z.object({
  name: TokenName,
  days: z.enum(TOKEN_DAYS, fieldError('token_days_wrong')),
  ...(Object.fromEntries(API_SCOPES.map((scope) => [scope, TICKED])) as Record<
    (typeof API_SCOPES)[number],
    typeof TICKED
  >),
});

/** What is wished for, of what was filled in. */
export const wishOf = ({ name, days, ...boxes }: z.output<typeof TypedToken>) => ({
  name,
  days: Number(days),
  scopes: API_SCOPES.filter((scope) => boxes[scope] === 'on'),
});

export type TokenWish = ReturnType<typeof wishOf>;
