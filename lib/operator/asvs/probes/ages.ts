import { type Probe, unseen, verdictOf } from '#lib/operator/asvs/probe';

const DAY_MS = 24 * 3_600_000;
/** Renewed each 90 days by the server; a week for one that stood still. */
const SIGNING_DAYS = 97;
const YEAR_DAYS = 365;

/** The oldest of each, by the time from which on it is used. */
const OLDEST = `select 'signing' as kind, '' as name, max(created_at) as since from signing_keys where retired_at is null having count(*) > 0
  union all select 'root', id, since from root_secrets
  union all select 'client', id, coalesce(secret_created_at, created_at) from oauth_clients where secret_hash is not null and disabled_at is null`;
type Aged = { kind: 'signing' | 'root' | 'client'; name: string; since: number | string };

const SAYS = {
  signing: () => 'The key that signs tokens',
  root: (name: string) => `The root secret ${name.slice(0, 8)}`,
  client: (name: string) => `The secret of the program ${name}`,
};

export const agesProbe: Probe = {
  about: 'The age of signing keys, root secrets and secrets of programs, against docs/keys.md.',
  look: async (site) => {
    const rows = await site.rows<Aged>(OLDEST);
    if (!rows || rows.length === 0) return unseen('Nothing was issued yet.');
    const aged = rows.map(({ kind, name, since }) => ({
      says: SAYS[kind](name),
      days: Math.floor((Date.now() - Number(since)) / DAY_MS),
      most: kind === 'signing' ? SIGNING_DAYS : YEAR_DAYS,
    }));
    return verdictOf(
      aged
        .filter(({ days, most }) => days > most)
        .map(({ says, days }) => `${says} is ${days} days old.`),
      `${aged.length} keys and secrets are younger than docs/keys.md says.`,
    );
  },
};
