import 'server-only';
import { MAKE_UTF8, OLDEST } from '#lib/db/postgres/fit';
import { type Look, lookAtPostgres } from '#lib/db/postgres/look';
import { KEEPING, lossAt } from '#lib/db/postgres/loss';
import { reasonOfFault } from '#lib/db/reason';
import { isOnThisHost, readPostgresUrl } from '#lib/env/postgres-url';
import { tablesAsOf } from '#lib/operator/doctor/database';
import { checkDomains, type DomainRow, ROWS_OF_DOMAINS } from '#lib/operator/doctor/domains';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';
import { findingsOfIssued } from '#lib/operator/doctor/issued';
import {
  findingsOfNotices,
  type NoticesRow,
  ROWS_OF_NOTICES,
} from '#lib/operator/doctor/logout-notices';
import {
  type FactorRoot,
  findingsOfLostFactors,
  ROOTS_OF_FACTORS,
} from '#lib/operator/doctor/lost-factors';
import { findingsOfNodes, type NodeRow, ROWS_OF_NODES } from '#lib/operator/doctor/nodes';
import {
  findingsOfPasskeys,
  type HostRow,
  ROWS_OF_PASSKEYS,
  type StoredRules,
} from '#lib/operator/doctor/passkeys';
import {
  checkProviders,
  type ProviderRow,
  ROWS_OF_PROVIDERS,
} from '#lib/operator/doctor/providers';
import { findingsOfStaff, ROWS_OF_STAFF, type StaffRow } from '#lib/operator/doctor/staff';
import { findingOfTimes } from '#lib/operator/doctor/times';

const CLOCK_MS = 5_000;

type Facts = {
  version: number;
  encoding: string;
  fsync: string;
  commit: string;
  standbys: string;
  mayMake: boolean;
  now: number;
};
const FACTS = `select current_setting('server_version_num')::int / 10000 as version,
  current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
  ${KEEPING},
  has_schema_privilege(current_schema(), 'create') as "mayMake",
  (extract(epoch from clock_timestamp()) * 1000)::bigint as now`;

/** Whether the database on a server is there, fit, as new as this version, and keeps what it acknowledges. */
export async function checkServer(
  url: string,
  secrets: string[],
  site: StoredRules,
): Promise<Finding[]> {
  try {
    return await lookAtPostgres(url, (look) => examineServer(look, url, { secrets, ...site }));
  } catch (error) {
    const says = reasonOfFault(error, url) ?? (error as Error).message;
    return [bad('database', says, 'See docs/deploy/postgresql.md.')];
  }
}

/** What the settings say besides the address. */
type Told = StoredRules & { secrets: string[] };

async function examineServer(look: Look, url: string, told: Told): Promise<Finding[]> {
  const [facts] = await look.rows<Facts>(FACTS);
  if (!facts) return [];
  const { pending, problem, ahead } = await look.status();
  const state = problem
    ? bad('migrations', problem.says, problem.fix)
    : pending > 0
      ? ofPending(pending, facts)
      : tablesAsOf(ahead);
  return [
    ofVersion(facts),
    ...ofTransport(url),
    ofDurability(facts, url),
    ofClock(facts),
    state,
    ...(state.is === 'ok' ? await ofContent(look, told) : []),
  ];
}

function ofVersion({ version, encoding }: Facts): Finding {
  if (version < OLDEST)
    return bad('database', `It is PostgreSQL ${version}.`, `Use ${OLDEST} or newer.`);
  return encoding === 'UTF8'
    ? good('database', `PostgreSQL ${version} answers.`)
    : bad('database', `Its encoding is ${encoding}.`, MAKE_UTF8);
}

function ofTransport(url: string): Finding[] {
  const { tls, hosts } = readPostgresUrl(url);
  if (hosts.every(isOnThisHost) || (tls !== false && tls.rejectUnauthorized)) return [];
  const says = tls
    ? 'The connection is encrypted, but anybody can pretend to be the server.'
    : 'What is read and written crosses the network in the clear.';
  return [doubtful('connection', says, 'Set ?sslmode=verify-full in DATABASE_URL.')];
}

function ofDurability({ fsync, commit, standbys }: Facts, url: string): Finding {
  if (fsync !== 'on')
    return bad('durability', 'fsync is off: a power cut destroys the database.', 'Turn it on.');
  if (commit === 'off')
    return doubtful(
      'durability',
      'synchronous_commit is off: what was acknowledged is lost with the server.',
      'Turn it on for this database.',
    );
  const loss = readPostgresUrl(url).hosts.length > 1 ? lossAt({ commit, standbys }) : null;
  return loss
    ? doubtful('durability', loss.says, loss.fix)
    : good('durability', 'What it acknowledges is kept.');
}

function ofClock({ now }: Facts): Finding {
  const ahead = Math.round((now - Date.now()) / 1000);
  return Math.abs(ahead) * 1000 < CLOCK_MS
    ? good('clock', 'The server has the same time.')
    : doubtful(
        'clock',
        `The server is ${Math.abs(ahead)} seconds ${ahead > 0 ? 'ahead' : 'behind'}.`,
        'Set the clocks of both (NTP).',
      );
}

const ofPending = (pending: number, { mayMake }: Facts): Finding =>
  mayMake
    ? doubtful(
        'migrations',
        `${pending} still to be run.`,
        'The next start of a server runs them; make a backup before.',
      )
    : bad(
        'migrations',
        `${pending} still to be run, and this user may make no tables.`,
        'Start once with the user who owns the database: see docs/deploy/postgresql.md.',
      );

async function ofContent(look: Look, { secrets, rule, appUrl, given }: Told): Promise<Finding[]> {
  const missing = await look.missingGuards();
  const roots = await look.rows<{ id: string; since: number }>(
    'select id, since from root_secrets',
  );
  const programs = await look.rows<{ id: string }>(
    "select id from oauth_clients where kind <> 'native' and secret_hash is null",
  );
  return [
    ...findingsOfNodes(await look.rows<NodeRow>(ROWS_OF_NODES)),
    ...(missing.length === 0
      ? []
      : [
          bad(
            'audit log',
            `The database lacks what guards the log, or has another in its place: ${missing.join(', ')}.`,
            'Find out who did that; restore a backup.',
          ),
        ]),
    await findingOfTimes(
      async ({ sql, params }) => (await look.rows<{ count: number }>(sql, params))[0]?.count,
      'numbered',
    ),
    ...findingsOfStaff(await look.rows<StaffRow>(ROWS_OF_STAFF), rule),
    ...findingsOfPasskeys(await look.rows<HostRow>(ROWS_OF_PASSKEYS), appUrl),
    ...findingsOfNotices(await look.rows<NoticesRow>(ROWS_OF_NOTICES)),
    ...(await checkProviders(await look.rows<ProviderRow>(ROWS_OF_PROVIDERS), appUrl)),
    ...(await checkDomains(await look.rows<DomainRow>(ROWS_OF_DOMAINS), given)),
    ...findingsOfIssued(
      roots,
      programs.map(({ id }) => id),
      secrets,
      false,
    ),
    ...findingsOfLostFactors(await look.rows<FactorRoot>(ROOTS_OF_FACTORS), secrets),
  ];
}
