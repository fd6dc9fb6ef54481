import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findPostgres } from '../../scripts/postgres.mjs';

/** What the tests use of a database, on either engine. */
export type OpenDatabase = {
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  /** Answers a function that does the work in one transaction. */
  transaction<Value>(work: () => Value): () => Value;
  close(): unknown;
};
type Statement = {
  all(...values: unknown[]): unknown[];
  get(...values: unknown[]): unknown;
  run(...values: unknown[]): { changes: number };
  /** The same, which answers the first column of a row. */
  pluck(): Pick<Statement, 'all' | 'get'>;
};

/** Entries are chained within a second of their act: who reads the log waits for it, as the pages do. */
const SEALED = `do $$ begin for nth in 1..100 loop
  exit when not exists (select 1 from audit_inbox); perform pg_sleep(0.05); end loop; end $$;`;

/** A database on PostgreSQL as the tests use one in a file, by psql: at once, and one after the other. */
export function openOnServer(url: string): OpenDatabase {
  let held: string[] | null = null;

  function ask(text: string): string {
    const words = ['-qtAX', '-v', 'ON_ERROR_STOP=1', url];
    const { status, stdout, stderr } = spawnSync(join(findPostgres() ?? '', 'psql'), words, {
      input: text,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  function all(sql: string, values: unknown[]): Record<string, unknown>[] {
    const first = /\baudit_events\b/.test(sql) ? SEALED : '';
    const rows = `select coalesce(json_agg(row_to_json(one)), '[]') from (${filled(sql, values)}) one;`;
    return JSON.parse(ask(`${first}\n${rows}`));
  }

  function run(sql: string, values: unknown[]) {
    const text = `${filled(sql, values)};`;
    if (held) {
      held.push(text);
      return { changes: 0 };
    }
    return { changes: Number(ask(`${text}\n\\echo :ROW_COUNT`)) };
  }

  const first = (row: Record<string, unknown>) => Object.values(row)[0];
  return {
    prepare: (sql) => ({
      all: (...values) => all(sql, values),
      get: (...values) => all(sql, values)[0],
      run: (...values) => run(sql, values),
      pluck: () => ({
        all: (...values) => all(sql, values).map(first),
        get: (...values) => all(sql, values).map(first)[0],
      }),
    }),
    exec: ask,
    /** What is written goes at the end, all of it in one. */
    transaction: (work) => () => {
      const writes: string[] = [];
      held = writes;
      try {
        const value = work();
        ask(`begin;\n${writes.join('\n')}\ncommit;`);
        return value;
      } finally {
        held = null;
      }
    },
    close: () => {},
  };
}

/** The statement with its values in the place of each ? that stands in no text of its own. */
function filled(sql: string, values: unknown[]): string {
  const left = [...values];
  return sql.replace(/'[^']*'|\?/g, (found) => (found === '?' ? literal(left.shift()) : found));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return `'${String(value).replaceAll("'", "''")}'`;
}
