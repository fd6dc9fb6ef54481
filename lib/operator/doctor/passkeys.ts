import 'server-only';
import type { GivenProvider } from '#lib/env/providers';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';

/** What the settings say that the rows are held against. */
export type StoredRules = { rule: string; appUrl: string; given: GivenProvider[] };

/** The hosts that passkeys are bound to. */
export const ROWS_OF_PASSKEYS = `select host, count(*) as count from credentials where kind = 'passkey'
  group by host order by host limit 50`;

export type HostRow = { host: string; count: number };

/** Whether passkeys are bound to another host than that of APP_URL, where they sign nobody in; nothing while there are none. */
export function findingsOfPasskeys(rows: HostRow[], appUrl: string): Finding[] {
  const { hostname } = new URL(appUrl);
  const others = rows.filter(({ host }) => host !== hostname);
  if (rows.length === 0) return [];
  if (others.length === 0) return [good('passkeys', `All of them are made for ${hostname}.`)];
  const count = others.reduce((sum, one) => sum + Number(one.count), 0);
  const hosts = others.map(({ host }) => host).join(', ');
  return [
    doubtful(
      'passkeys',
      `${count} are made for ${hosts}, and work nowhere else: at ${hostname} they sign nobody in.`,
      'Keep the host in APP_URL, or tell people to add new passkeys before it changes.',
    ),
  ];
}
