import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { knowsNewest, rootName, rootOf } from '#lib/crypto/roots';
import { secretFile } from '#lib/env/root-secret';
import { openWithoutTrace } from '#lib/operator/doctor/database';
import { doubtful, type Finding } from '#lib/operator/doctor/finding';
import {
  type FactorRoot,
  findingsOfLostFactors,
  ROOTS_OF_FACTORS,
} from '#lib/operator/doctor/lost-factors';

const DAY_MS = 24 * 3_600_000;
const OLD_DAYS = 365;

/**
 * What the next start would end because the root secrets are others than the ones of the last, which programs
 * need a new secret, and how old the root secrets are. Nothing while there is nothing to say.
 */
export function checkIssued(
  file: string | null,
  given: string[] | undefined,
  databaseUrl: string,
): Finding[] {
  const secrets = given ?? keptIn(secretFile(databaseUrl));
  if (!file || !existsSync(file)) return [];
  const { roots, programs, factors } = read(file);
  return [
    ...findingsOfIssued(roots, programs, secrets, true),
    ...findingsOfLostFactors(factors, secrets),
  ];
}

/**
 * The same for a caller that read it elsewhere. Where a server may run beside others, one that does not know the newest
 * root secret is refused.
 */
export function findingsOfIssued(
  roots: { id: string; since: number }[],
  programs: string[],
  secrets: string[],
  ofOneServer: boolean,
): Finding[] {
  const names = secrets.map((secret) => rootName(rootOf(secret)));
  const isRefused = !ofOneServer && !knowsNewest(roots, names);
  const gone = roots.filter(({ id }) => !names.includes(id)).length;
  const isOld = roots.some(({ since }) => since < Date.now() - OLD_DAYS * DAY_MS);
  const findings: (Finding | false)[] = [
    secrets.length > 0 &&
      gone > 0 &&
      doubtful(
        'secret',
        `${gone === roots.length ? 'The server was last started with another secret' : 'A secret of the last start is missing'}: the next start ${isRefused ? 'is refused' : 'ends every session, code, token and secret of a program that was issued under it'}.`,
        'Set SESSION_SECRET=new,old unless that is what you want.',
      ),
    programs.length > 0 &&
      doubtful(
        'clients',
        `The secret of ${programs.join(', ')} ended with an earlier SESSION_SECRET.`,
        'Run for each: npm run gatehouse -- clients secret ID',
      ),
    isOld &&
      doubtful(
        'secret',
        `A root secret has been in use for more than ${OLD_DAYS} days.`,
        'Put a new one in front: see "Rotate the secret" in docs/deploy.',
      ),
  ];
  return findings.filter((finding) => finding !== false);
}

function keptIn(file: string): string[] {
  try {
    return [readFileSync(file, 'utf8').trim()];
  } catch {
    // That there is none, or none that can be read, is said by another check.
    return [];
  }
}

function read(file: string) {
  const sqlite = openWithoutTrace(file);
  try {
    const roots = sqlite.prepare('select id, since from root_secrets').all();
    const programs = sqlite
      .prepare("select id from oauth_clients where kind <> 'native' and secret_hash is null")
      .all();
    return {
      factors: factorsIn(sqlite),
      roots: roots.map(({ id, since }) => ({ id: String(id), since: Number(since) })),
      programs: programs.map(({ id }) => String(id)),
    };
  } catch {
    // A database from before there were such tables, or none at all: said by another check.
    return { roots: [], programs: [], factors: [] };
  } finally {
    sqlite.close();
  }
}

/** None in a database from before there were such. */
function factorsIn(sqlite: ReturnType<typeof openWithoutTrace>): FactorRoot[] {
  const table = "select 1 from sqlite_master where name = 'credentials'";
  if (!sqlite.prepare(table).get()) return [];
  return sqlite.prepare(ROOTS_OF_FACTORS).all() as FactorRoot[];
}
