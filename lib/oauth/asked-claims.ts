import 'server-only';
import { z } from 'zod';
import { CLAIMS } from '#lib/oauth/scopes';

const One = z
  .object({
    essential: z.boolean().optional(),
    value: z.string().optional(),
    values: z.array(z.string()).optional(),
  })
  .nullable()
  .catch(null);
const Claims = z.object({
  id_token: z.record(z.string(), One).catch({}).default({}),
  userinfo: z.record(z.string(), One).catch({}).default({}),
});

export type AskedClaims = {
  /** What is asked for by name, of what we tell of a person; `sub` and the like are told anyway. */
  names: string[];
  /** The person it has to be. */
  sub: string | null;
  acr: string[] | null;
  isAcrDemanded: boolean;
};

/** What can be asked for by its name. */
const NAMED = [...CLAIMS.profile, ...CLAIMS.email];

/** What the parameter `claims` asks for (OpenID Connect Core 5.5). oidc-provider has refused what is no JSON. */
export function askedClaims(text: string | undefined): AskedClaims {
  const { id_token: inToken, userinfo } = Claims.parse(JSON.parse(text ?? '{}'));
  const acr = inToken['acr'];
  const values = acr?.values ?? (acr?.value === undefined ? null : [acr.value]);
  return {
    names: NAMED.filter((name) => name in inToken || name in userinfo),
    sub: inToken['sub']?.value ?? null,
    acr: values,
    isAcrDemanded: values !== null && acr?.essential === true,
  };
}

/** The scope that a claim belongs to. */
export const scopeOfClaim = (name: string) => (CLAIMS.email.includes(name) ? 'email' : 'profile');
