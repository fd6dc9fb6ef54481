import { accountScopes } from '#lib/permissions/account';
import type { Act } from '#lib/permissions/table';
import { PRODUCT_RESOURCES, type ProductResource } from '#lib/product/resources';

/** The scopes that a product declared, by the whole act. */
type ScopesOf<One> = One extends { kind: infer Kind extends string; scopes: infer Scopes }
  ? { [Verb in keyof Scopes & string as `${Kind}:${Verb}`]: Scopes[Verb] }
  : never;
type All<Each> = [Each] extends [never]
  ? Record<never, never>
  : (Each extends unknown ? (each: Each) => void : never) extends (all: infer One) => void
    ? One
    : never;

const productScopes = Object.fromEntries(
  PRODUCT_RESOURCES.flatMap(({ kind, scopes }: { kind: string; scopes: object }) =>
    Object.entries(scopes).map(([verb, scope]) => [`${kind}:${verb}`, scope]),
  ),
) as All<ScopesOf<ProductResource>>;

/**
 * Which scope a token needs for an act, out of the rules of each kind of thing. An act that is not here is done by no
 * token. Whether the person may do it at all is for the rows to say, as everywhere.
 */
export const SCOPE_OF = { ...accountScopes, ...productScopes } as const satisfies Partial<
  Record<Act, string>
>;

export type ApiAct = keyof typeof SCOPE_OF;
type ApiScope = (typeof SCOPE_OF)[ApiAct];

/** The scopes of `/api/v1`. */
export const API_SCOPES: readonly ApiScope[] = [...new Set(Object.values(SCOPE_OF))];
