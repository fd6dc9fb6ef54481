import 'server-only';
import { faultOf } from '#lib/db/unavailable';
import { env } from '#lib/env';
import { isPostgresUrl, readPostgresUrl } from '#lib/env/postgres-url';
import { databaseFile } from '#lib/env/root-secret';

/**
 * Why the database cannot be used, in one sentence for the operator; null when the error is about something else. The
 * address is given by who asks while other settings are wrong.
 */
export function reasonOfFault(error: unknown, given?: string): string | null {
  const fault = faultOf(error);
  if (!fault) return null;
  const cause = fault.cause instanceof Error ? fault.cause : fault;
  const url = given ?? env().DATABASE_URL;
  return isPostgresUrl(url)
    ? ofServer(url, cause)
    : `${databaseFile(url)} cannot be used: ${cause.message}.`;
}

/** What a code of PostgreSQL's, or of the network's, asks the operator for. */
function ofServer(url: string, { message, code }: Error & { code?: string }): string {
  const { hosts, user, database } = readPostgresUrl(url);
  const where = hosts.map(({ host, port }) => (host.startsWith('/') ? host : `${host}:${port}`));
  const [, fix = null] = FIXES.find(([codes]) => codes.test(code ?? message)) ?? [];
  const what = `The database ${database} at ${where.join(', ')} cannot be used`;
  // When a name has several addresses the message is empty, and the code says all.
  const says = `${what}: ${(message || code || 'it does not answer').replace(/\.$/, '')}.`;
  return fix ? `${says} ${fix(user, database)}` : says;
}

const FIXES: [RegExp, (user: string, database: string) => string][] = [
  [
    /^E(CONN|HOST|NET|TIMEDOUT|AI_)|^ENO|timeout|terminated|no host of/,
    () => 'Start PostgreSQL there, or set DATABASE_URL to where it is.',
  ],
  [
    /^28|^SASL/,
    (user) => `Give DATABASE_URL the user and password that PostgreSQL knows, not ${user}.`,
  ],
  [
    /^3D000/,
    (user, database) =>
      `Make it: create database ${database} owner ${user} encoding 'UTF8' template template0`,
  ],
  [
    /^42501/,
    (user, database) =>
      `Let ${user} make its tables there: alter database ${database} owner to ${user}`,
  ],
  [
    /^25006|^0A000/,
    () => 'Name the server that takes writes in DATABASE_URL, or all of them with commas.',
  ],
  [
    /SSL|TLS|CERT|SELF_SIGNED|UNABLE_TO_|^EPROTO/i,
    () =>
      'Turn TLS on there and give DATABASE_URL ?sslmode=verify-full&sslrootcert=FILE, or ?sslmode=disable in a network that nobody else is in.',
  ],
];
