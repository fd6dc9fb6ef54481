import 'server-only';
import type { CopiedTable } from '#lib/db/copy/tables';
import type { Status } from '#lib/db/migrations';

export const BATCH = 2_000;

/** A row as it is stored: numbers, texts and null, in the order of the columns. */
export type Row = (number | string | null)[];

/** Why nothing was copied, as a sentence for the operator. */
export class CopyRefused extends Error {
  override name = 'CopyRefused';
}

/** One of the two databases, for as long as it is copied or compared. What goes wrong there is a CopyRefused. */
export type Side = {
  /** As sentences call it, without its password. */
  name: string;
  /** Takes it under this mark; false when it is the same database as one that was taken under it. */
  claim(mark: number): Promise<boolean>;
  status(): Promise<Status>;
  migrate(): Promise<void>;
  /** Moves what waits for the audit log into it: only a server lets it wait. */
  seal(): Promise<void>;
  /** From here on, until it was filled, what is read is of one moment, and nobody else writes. */
  hold(tables: CopiedTable[]): Promise<void>;
  hasPeople(): Promise<boolean>;
  count(table: CopiedTable): Promise<number>;
  /** The rows that come after the key of one, in the order of the key, a batch at most. */
  read(table: CopiedTable, after: Row | null): Promise<Row[]>;
  /** Empties the tables and lets the work fill them, all as one: after a failure it is as it was, guards too. */
  refill(tables: CopiedTable[], work: (put: Put) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

export type Put = (table: CopiedTable, rows: Row[]) => Promise<void>;

/** Every row of a table, a batch at a time. */
export async function* rowsOf(side: Side, table: CopiedTable): AsyncGenerator<Row[]> {
  for (let after: Row | null = null; ; ) {
    const rows = await side.read(table, after);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = keyOf(table, last);
  }
}

export const keyOf = ({ columns, key }: CopiedTable, row: Row): Row =>
  key.map((name) => row[columns.indexOf(name)] ?? null);

export const listed = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
