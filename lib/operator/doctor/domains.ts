import 'server-only';
import type { GivenProvider } from '#lib/env/providers';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';
import { faultOfProof } from '#lib/providers/domain-proof';
import type { WantedDomain } from '#lib/providers/domains';
import { givenDomains, isAsSaid } from '#lib/providers/given-domains';

/** The domains whose people are sent to a provider, as the operator has added them. */
export const ROWS_OF_DOMAINS = `select domain, proof, provider, is_required as required, roles,
  verified_at is not null as verified, provider in (select name from providers) as present
  from company_domains order by domain limit 100`;

type Truth = number | boolean;
export type DomainRow = {
  domain: string;
  proof: string;
  provider: string;
  required: Truth;
  roles: string;
  verified: Truth;
  present: Truth;
};

/**
 * Whether the DNS of each says that it is this site's, its provider is there, and a server has read what PROVIDERS says of it.
 * Nothing while there are none.
 */
export async function checkDomains(rows: DomainRow[], given: GivenProvider[]): Promise<Finding[]> {
  const names = given.map(({ name, kind }) => name ?? kind);
  const stored = rows.map((row) => ({ ...row, isRequired: Boolean(row.required) }));
  const isStored = (one: WantedDomain) =>
    stored.some((row) => row.domain === one.domain && isAsSaid(row, one));
  const unread = givenDomains(given).filter((one) => !isStored(one));
  return [
    ...(await Promise.all(rows.map((row) => findingOf(row, names)))),
    ...unread.map(({ domain }) =>
      doubtful(
        `domain ${domain}`,
        'PROVIDERS says something of it that no server has read yet.',
        'Start the server with these settings.',
      ),
    ),
  ];
}

async function findingOf(row: DomainRow, given: string[]): Promise<Finding> {
  const name = `domain ${row.domain}`;
  if (!row.present && !given.includes(row.provider))
    return doubtful(
      name,
      `It is sent to ${row.provider}, and there is no such provider.`,
      'Add the provider again, or: npm run gatehouse -- providers domain remove',
    );
  const fault = await faultOfProof(row);
  if (!row.verified)
    return doubtful(
      name,
      `It counts for nothing yet${fault ? `: ${fault}` : ''}.`,
      'Run: npm run gatehouse -- providers domain check',
    );
  return fault
    ? doubtful(
        name,
        `It was verified, and now ${fault}.`,
        'Put the record back; or, if the domain is yours no more: npm run gatehouse -- providers domain remove',
      )
    : good(name, 'Its DNS says that it is yours.');
}
