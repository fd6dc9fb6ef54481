import 'server-only';
import { z } from 'zod';
import { CLAIMS } from '#lib/oauth/scopes';

const Demand = { essential: z.boolean().nullish(), value: z.string().nullish() };
/** Strict, for what is demanded of a person must not be passed over because it is written in another way. */
const Sub = z.strictObject(Demand).nullish();
const Acr = z.strictObject({ ...Demand, values: z.array(z.string()).nullish() }).nullish();
const Other = z.record(z.string(), z.unknown()).nullable();
const Claims = z.object({
  id_token: z.object({ sub: Sub, acr: Acr }).catchall(Other).nullish(),
  userinfo: z.record(z.string(), Other).nullish(),
});

/** Whether the parameter `claims` can be read, and so be answered to the letter (OpenID Connect Core 5.5). */
export const areReadable = (claims: unknown): boolean => Claims.safeParse(claims).success;

/** The same of the parameter as it was stored, perhaps by a node of the version before. */
export const areReadableIn = (text: string | undefined): boolean =>
  areReadable(JSON.parse(text ?? '{}'));

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

/** What the parameter `claims` asks for (OpenID Connect Core 5.5). What cannot be read was refused: see lib/oauth/provider. */
export function askedClaims(text: string | undefined): AskedClaims {
  const { id_token, userinfo } = Claims.parse(JSON.parse(text ?? '{}'));
  const inToken = id_token ?? {};
  const { sub, acr } = id_token ?? {};
  const values = acr?.values ?? (acr?.value ? [acr.value] : null);
  return {
    names: NAMED.filter((name) => name in inToken || name in (userinfo ?? {})),
    sub: sub?.value ?? null,
    acr: values,
    isAcrDemanded: values !== null && acr?.essential === true,
  };
}

/** The scope that a claim belongs to. */
export const scopeOfClaim = (name: string) => (CLAIMS.email.includes(name) ? 'email' : 'profile');
