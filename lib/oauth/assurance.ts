import 'server-only';
import { assuranceOf, MAILED_CODE } from '#lib/factors/authentication';
import { factorsOf, kindsOf } from '#lib/factors/verify-factor';
import type { Viewer } from '#lib/session/store';

/** What sites are told of how much was proven (OpenID Connect Core 2, `acr`), by level. */
const ACR = { 1: 'urn:gatehouse:loa:1fa', 2: 'urn:gatehouse:loa:2fa' } as const;

/** What a site may ask for by `acr_values`. */
export const ACR_VALUES: string[] = Object.values(ACR);

/** What a site is told of what was proven. `mfa` says in one word what `acr` says (RFC 8176). */
export function toldOf(amr: readonly string[]) {
  const level = assuranceOf(amr);
  const words = level === 2 ? [...new Set([...amr, 'mfa'])] : [...amr];
  return { amr: words, acr: ACR[level] };
}

/** Whether a site would rather have two factors proven: the first of its words that there is here. */
export const wantsBoth = (acrValues: string | undefined): boolean =>
  acrValues?.split(' ').find((one) => ACR_VALUES.includes(one)) === ACR[2];

/**
 * Whether this viewer could prove more than they did: they came by a mailed code, which no factor makes two of, and
 * their account has what is worth more. A person who has nothing more is not held up: `acr` says so to the site.
 */
export async function couldProveMore({ user, session }: Viewer): Promise<boolean> {
  if (assuranceOf(session.amr) === 2) return false;
  const factors = await factorsOf(user.id);
  const first = MAILED_CODE.some((method) => session.amr.includes(method));
  const kinds = first && factors.length > 0 ? await kindsOf(user.id) : null;
  return kinds !== null && (kinds.has('password') || kinds.has('passkey'));
}
