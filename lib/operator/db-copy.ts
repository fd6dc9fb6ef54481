import { resolve } from 'node:path';
import { readHead } from '#lib/audit/rows';
import { verifyLog } from '#lib/audit/verify';
import { randomSecret } from '#lib/crypto/tokens';
import type { Compared } from '#lib/db/copy/compare';
import { compareDatabases, copyDatabase } from '#lib/db/copy/copy';
import { env } from '#lib/env';
import { isPostgresUrl, problemWithPostgresUrl } from '#lib/env/postgres-url';
import { databaseFile, secretFile } from '#lib/env/root-secret';
import { tableOf } from '#lib/operator/listed';
import { withProgress } from '#lib/operator/progress';
import { CommandRefused, command, type Report } from '#lib/operator/terminal';

const ADDRESS = 'file:PATH, PATH, postgres://… or env:NAME, a variable that has one of these';
const BOTH = {
  from: { type: 'positional', description: ADDRESS },
  to: { type: 'positional', description: 'The same of the other' },
} as const;

export const copyCommand = command(
  'copy',
  'Copy everything into a database without people, SQLite or PostgreSQL, and compare both',
  BOTH,
  async (args): Promise<Report> => {
    const [from, to] = [addressFrom('FROM', args['from']), addressFrom('TO', args['to'])];
    const kept = whereItIs(from);
    moveTo(to);
    const tables = await withProgress((onProgress) => copyDatabase({ from, to, onProgress }));
    expectSame(tables, 'The copy is not the same. Empty the target and copy again.');
    const { entries, head } = await expectWholeLog();
    const rows = tables.reduce((sum, one) => sum + one.rows, 0);
    return {
      lines: [
        ...listOf(tables),
        `Copied ${rows} rows, and read back the same.`,
        `The audit log is whole: ${entries} entries. Head: ${head}`,
        `Serve it with the same SESSION_SECRET${kept}: what is sealed opens with no other.`,
      ],
      data: { rows, tables: tables.map(asData), entries, head },
    };
  },
);

export const compareCommand = command(
  'compare',
  'Compare two databases row by row while no server runs on them',
  BOTH,
  async (args): Promise<Report> => {
    const [from, to] = [addressFrom('FROM', args['from']), addressFrom('TO', args['to'])];
    const tables = await withProgress((onProgress) => compareDatabases({ from, to, onProgress }));
    expectSame(tables, 'They are not the same.');
    return {
      lines: [...listOf(tables), 'They are the same, row by row.'],
      data: { tables: tables.map(asData) },
    };
  },
);

/** A path is meant from where the person is; an address as DATABASE_URL has it, from the folder of the project. */
function addressFrom(which: string, given: unknown): string {
  const [, name] = String(given).match(/^env:(\w+)$/) ?? [];
  const address = name ? process.env[name] : String(given);
  if (!address) throw new CommandRefused(`${which} names ${name}, which is not set.`, 2);
  const problem = isPostgresUrl(address) && problemWithPostgresUrl(address);
  if (problem) throw new CommandRefused(`${which} ${problem}.`, 2);
  if (/^(file:|postgres(ql)?:)/.test(address)) return address;
  if (address === ':memory:' || /^\w+:\/\//.test(address))
    throw new CommandRefused(`${which} must be ${ADDRESS}.`, 2);
  return `file:${resolve(process.env['INIT_CWD'] ?? '', address)}`;
}

function expectSame(tables: Compared[], says: string) {
  const told = tables.flatMap(({ table, different }) =>
    different ? [`${table}: the row ${different.key} ${different.says}.`] : [],
  );
  if (told.length > 0)
    throw new CommandRefused([says, ...told].join('\n'), 1, { tables: tables.map(asData) });
}

/** What is read from here on is read from there. Settings that are wrong are told before anything is copied. */
function moveTo(to: string) {
  process.env['DATABASE_URL'] = to;
  // Nothing is opened that was sealed.
  process.env['SESSION_SECRET'] ||= randomSecret();
  env();
}

/** Verifies the log of the copy, with the head that the comparison has found in both. */
async function expectWholeLog() {
  const { entries, head, faults } = await verifyLog(await readHead(), null, {
    changesNothing: true,
  });
  if (faults.length > 0) {
    const told = faults.map(({ says }) => says);
    const says = ['Copied as it was, but the audit log is broken.', ...told].join('\n');
    throw new CommandRefused(says, 1, { faults });
  }
  return { entries, head: `${head.seq}:${head.hash}` };
}

/** The file that has the secret, where no setting does. */
const whereItIs = (from: string) =>
  databaseFile(from) && !process.env['SESSION_SECRET'] ? ` (in ${secretFile(from)})` : '';

const listOf = (tables: Compared[]) =>
  tableOf(
    ['TABLE', 'ROWS', 'SHA-256'],
    tables.map(({ table, rows, sha256 }) => ({
      cells: [table, String(rows), { says: sha256, style: 'dim' as const }],
    })),
    'There are no tables.',
  );
const asData = ({ table, rows, sha256, different }: Compared) => ({
  table,
  rows,
  sha256,
  different,
});
