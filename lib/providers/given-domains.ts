import 'server-only';
import { env } from '#lib/env';
import type { GivenProvider } from '#lib/env/providers';
import { log } from '#lib/observability/log';
import { faultOfProof, proofName } from '#lib/providers/domain-proof';
import { findDomain, giveDomain, verifyDomain, type WantedDomain } from '#lib/providers/domains';

/** The domains that PROVIDERS sends to its providers. */
export const givenDomains = (all: GivenProvider[] = env().PROVIDERS ?? []): WantedDomain[] =>
  all.flatMap(({ kind, name = kind, domains }) =>
    domains.map(({ domain, required: isRequired, roles }) => ({
      domain,
      provider: name,
      isRequired,
      roles,
    })),
  );

/**
 * Brings what is stored to what PROVIDERS says, and verifies what the DNS says by now: a container has nobody to type it. A
 * domain that PROVIDERS names no more stays as it was, for a setting that got lost must not open the ways that were shut.
 * Answers how many domains changed.
 */
export async function applyGivenDomains(): Promise<number> {
  const changed = await Promise.all(givenDomains().map(applyOne));
  return changed.filter(Boolean).length;
}

async function applyOne(wanted: WantedDomain): Promise<boolean> {
  const before = await findDomain(wanted.domain);
  if (!before || !isAsSaid(before, wanted)) return giveDomain(wanted);
  if (before.verifiedAt) return false;
  const fault = await faultOfProof(before);
  if (fault === null) return verifyDomain(before);
  const { domain, proof: value } = before;
  log().warn(
    { domain, name: proofName(domain), value, fault },
    'a domain waits for its TXT record',
  );
  return false;
}

/** Whether this is what was to be stored. */
export const isAsSaid = (
  there: WantedDomain,
  { provider, isRequired, roles }: WantedDomain,
): boolean =>
  there.provider === provider && there.isRequired === isRequired && there.roles === roles;
