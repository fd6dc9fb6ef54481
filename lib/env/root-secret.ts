import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isPostgresUrl } from '#lib/env/postgres-url';
import { SettingsError } from '#lib/env/settings-error';

/** What `secret new` and the first start draw: 256 bits in base64url. Also `openssl rand` in hex and base64. */
const DRAWN =
  /^(?=.*[a-z])(?=.*[A-Z])([\w-]{43}|[A-Za-z0-9+/]{43}=)$|^([0-9a-f]{64}|[0-9A-F]{64})$/;

/** Whether a root secret looks drawn at random; anything else may be a phrase that somebody can guess. */
export const isDrawn = (secret: string): boolean => DRAWN.test(secret);

/** A root secret: 256 random bits, base64url. */
const drawSecret = (): string => randomBytes(32).toString('base64url');

/** Where the database file lies, or null for a database in memory or on a server. */
export const databaseFile = (url: string) =>
  url === ':memory:' || isPostgresUrl(url) ? null : resolve(url.replace(/^file:(\/\/)?/, ''));

/** The file that keeps the generated secret: beside the database, readable by its owner only. */
export const secretFile = (databaseUrl: string) =>
  join(dirname(databaseFile(databaseUrl) ?? resolve('data/none')), 'secret');

/** The root secret beside the database, made at the first start; drawn anew at each start without a file. */
export function keptSecret(databaseUrl: string): string {
  if (databaseUrl === ':memory:') return drawSecret();
  const file = secretFile(databaseUrl);
  const secret = readOrMake(file);
  if (secret.length < 32)
    throw new SettingsError(
      `  The secret in ${file} is too short; delete the file to have a new one made.`,
    );
  return secret;
}

function readOrMake(file: string): string {
  try {
    if (!existsSync(file)) writeSecret(file, drawSecret());
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new SettingsError(
      `  SESSION_SECRET is not set and could not be kept in ${file}: ${(error as Error).message}`,
    );
  }
}

/** Keeps this secret where a start without SESSION_SECRET looks for it; one that is there stays. */
export const keepSecret = (databaseUrl: string, secret: string) =>
  databaseUrl === ':memory:' ? undefined : writeSecret(secretFile(databaseUrl), secret);

/** The file appears whole or not at all: a process that starts at the same moment never reads half of it. */
function writeSecret(file: string, secret: string) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${secret}\n`, { mode: 0o600 });
    linkSync(draft, file);
  } catch (error) {
    // Somebody who started at the same moment was first: theirs is as good.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
