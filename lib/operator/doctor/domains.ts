import 'server-only';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';
import { faultOfProof } from '#lib/providers/domain-proof';

/** The domains whose people are sent to a provider, as the operator has added them. */
export const ROWS_OF_DOMAINS =
  'select domain, proof, verified_at is not null as verified from company_domains order by domain limit 100';

export type DomainRow = { domain: string; proof: string; verified: number | boolean };

/** Whether the DNS of each says that it is this site's. Nothing while there are none. */
export const checkDomains = (rows: DomainRow[]): Promise<Finding[]> =>
  Promise.all(
    rows.map(async (row) => {
      const name = `domain ${row.domain}`;
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
    }),
  );
