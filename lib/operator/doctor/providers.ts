import 'server-only';
import { isLoopback } from '#lib/env/between';
import type { KindName } from '#lib/env/providers';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';
import { faultOfSite } from '#lib/providers/check';

/** The sites that people sign in by, as the operator has added them. */
export const ROWS_OF_PROVIDERS = 'select name, kind, issuer from providers order by name limit 20';

export type ProviderRow = { name: string; kind: KindName; issuer: string };

/** Whether each answers with a clock like ours, and the redirect address that it has to know. Nothing while there are none. */
export const checkProviders = (rows: ProviderRow[], appUrl: string): Promise<Finding[]> =>
  Promise.all(
    rows.map(async (row) => {
      const fault = await faultOfSite(row, isLoopback(new URL(appUrl)));
      const redirect = `${new URL(appUrl).origin}/callback/${row.name}`;
      return fault
        ? doubtful(
            `provider ${row.name}`,
            `Nobody can sign in by it: ${fault}.`,
            'See what it says to: npm run gatehouse -- providers check',
          )
        : good(`provider ${row.name}`, `It answers. Its redirect address is ${redirect}`);
    }),
  );
