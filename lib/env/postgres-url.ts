import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { decodedPart, problemIn } from '#lib/env/url-parts';

/** How PostgreSQL is reached, as DATABASE_URL says it. */
export type PostgresAddress = {
  hosts: { host: string; port: number }[];
  user: string;
  password: string | undefined;
  database: string;
  tls: false | { rejectUnauthorized: boolean; ca?: string };
  /** Connections on which reads follow each other, and those of which each has one transaction at a time. */
  readers: number;
  writers: number;
  /** Whether statements are prepared under a name: not behind a pooler that gives each transaction another server. */
  isPrepared: boolean;
};

const SHAPE = /^postgres(?:ql)?:\/\/(?:([^@/?]*)@)?([^/?@]*)\/([^?/]+)(?:\?(.*))?$/;
const PORT = 5432;
const READERS = 2;
const WRITERS = 8;
const MOST = 100;
const EXAMPLE = 'postgres://gatehouse:password@db.example.org/gatehouse';

/** Also of an address that is wrong: what is wrong with it is said by `problemWithPostgresUrl`. */
export const isPostgresUrl = (url: string) => /^postgres(ql)?:/.test(url);

/** What is wrong with an address, as the end of a sentence about DATABASE_URL. */
export const problemWithPostgresUrl = (url: string) => problemIn(readPostgresUrl, url);

/** Reads postgres://user:password@host:port,host:port/database?options. Throws what is wrong, without the password. */
export function readPostgresUrl(url: string): PostgresAddress {
  const [, login, names, database, query] = url.match(SHAPE) ?? [];
  if (database === undefined) throw new Error(`must look like ${EXAMPLE}`);
  const options = readOptions(new URLSearchParams(query));
  const hosts = options.host
    ? [hostFrom(options.host, names)]
    : (names || 'localhost').split(',').map((one) => hostFrom(one));
  const [user = '', password] = (login ?? '').split(/:(.*)/s).map(decodedPart);
  return {
    hosts,
    user: user || 'gatehouse',
    password: password || undefined,
    database: decodedPart(database),
    tls: tlsFrom(options, hosts),
    readers: wholeFrom('readers', options.readers, READERS),
    writers: wholeFrom('pool', options.pool, WRITERS),
    isPrepared: options.prepare !== 'off',
  };
}

type Options = Partial<Record<(typeof KNOWN)[number], string>>;
const KNOWN = [
  'host',
  'pool',
  'readers',
  'prepare',
  'sslmode',
  'sslrootcert',
  'target_session_attrs',
] as const;
/** What each of these may say. The server that takes writes is looked for whether or not it is asked for. */
const WORDS: Options = {
  prepare: 'on off',
  sslmode: 'disable require verify-full',
  target_session_attrs: 'read-write primary',
};

function readOptions(given: URLSearchParams): Options {
  for (const [name, value] of given) {
    if (!(KNOWN as readonly string[]).includes(name))
      throw new Error(`has the option ${name}, which is none of: ${KNOWN.join(', ')}`);
    const words = WORDS[name as keyof Options]?.split(' ');
    if (words && !words.includes(value))
      throw new Error(`has ${name}=${value}; it must be ${words.join(' or ')}`);
  }
  return Object.fromEntries(given);
}

function hostFrom(text: string, besides = ''): PostgresAddress['hosts'][number] {
  // A folder, in which the server has its socket, named by the port that stands in the address.
  if (text.startsWith('/'))
    return { host: text, port: Number(besides.match(/:(\d{1,5})$/)?.[1] ?? PORT) };
  const [, host = '', port] = text.match(/^(\[[\da-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i) ?? [];
  if (host === '' || Number(port ?? PORT) > 65_535)
    throw new Error(`must look like ${EXAMPLE}, with a comma between several hosts`);
  return { host: decodedPart(host.replace(/^\[|\]$/g, '')), port: Number(port ?? PORT) };
}

/** Off this machine the other side has to show who it is, unless somebody says that it need not. */
function tlsFrom({ sslmode, sslrootcert }: Options, hosts: PostgresAddress['hosts']) {
  const mode = sslmode ?? (hosts.every(isOnThisHost) ? 'disable' : 'verify-full');
  if (mode === 'disable') return false;
  const ca = sslrootcert === undefined ? {} : { ca: contentOf(sslrootcert) };
  return { rejectUnauthorized: mode === 'verify-full', ...ca };
}

/** A server on this machine, which nobody stands between. */
export const isOnThisHost = ({ host }: { host: string }) =>
  host.startsWith('/') ||
  host === 'localhost' ||
  host === '::1' ||
  (isIP(host) === 4 && host.startsWith('127.'));

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`names the certificate ${file}, which must be a file that can be read`);
  }
}

function wholeFrom(name: string, text: string | undefined, fallback: number): number {
  const number = Number(text ?? fallback);
  if (!Number.isInteger(number) || number < 1 || number > MOST)
    throw new Error(`has ${name}=${text}; it must be a whole number from 1 to ${MOST}`);
  return number;
}
