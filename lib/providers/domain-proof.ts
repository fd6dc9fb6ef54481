import 'server-only';
import dns from 'node:dns';
import type { CompanyDomain } from '#lib/providers/domains';

const ASK_MS = 3_000;

/** Where the proof of a domain stands in the DNS: at a name of its own, so that it is in nobody's way. */
export const proofName = (domain: string) => `_gatehouse-challenge.${domain}`;

/**
 * What keeps a domain from being verified, in words for the operator; null where one of the TXT records says what it has to.
 * Asks the name servers of this machine, twice for three seconds each at most.
 */
export async function faultOfProof({
  domain,
  proof,
}: Pick<CompanyDomain, 'domain' | 'proof'>): Promise<string | null> {
  const name = proofName(domain);
  try {
    const resolver = new dns.promises.Resolver({ timeout: ASK_MS, tries: 2 });
    resolver.setServers(dns.getServers());
    const records = await resolver.resolveTxt(name);
    // A long text comes in pieces (RFC 1035 3.3.14).
    const isThere = records.some((pieces) => pieces.join('').trim() === proof);
    return isThere ? null : `the TXT record at ${name} says something else`;
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'ENOTFOUND' || code === 'ENODATA'
      ? `there is no TXT record at ${name}`
      : `the DNS does not answer (${code})`;
  }
}
