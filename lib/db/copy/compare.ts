import 'server-only';
import { createHash } from 'node:crypto';
import { keyOf, type Row, rowsOf, type Side } from '#lib/db/copy/side';
import type { CopiedTable } from '#lib/db/copy/tables';

export type Compared = {
  table: string;
  rows: number;
  /** SHA-256 over every row of the first database, in the order of the key, each as a line of JSON. */
  sha256: string;
  /** The first row that is not the same in both; null when all are. */
  different: { key: string; says: string } | null;
};

/** Reads every row of a table back from both, and compares them one by one. */
export async function compareTable(
  [one, other]: readonly [Side, Side],
  table: CopiedTable,
  onRows: (rows: number) => void = () => {},
): Promise<Compared> {
  const [hash, otherHash] = [createHash('sha256'), createHash('sha256')];
  const others = rowsOf(other, table);
  let rows = 0;
  let different: Compared['different'] = null;
  for await (const batch of rowsOf(one, table)) {
    const beside = (await others.next()).value ?? [];
    add(hash, batch);
    add(otherHash, beside);
    different ??= firstDifference(table, batch, beside);
    rows += batch.length;
    onRows(rows);
  }
  for await (const rest of others) {
    add(otherHash, rest);
    different ??= firstDifference(table, [], rest);
  }
  const sha256 = hash.digest('hex');
  if (!different && otherHash.digest('hex') !== sha256)
    throw new Error(`The digests of ${table.name} differ, and none of its rows.`);
  return { table: table.name, rows, sha256, different };
}

const asLine = (row: Row) => `${JSON.stringify(row)}\n`;

function add(hash: ReturnType<typeof createHash>, rows: Row[]) {
  for (const row of rows) hash.update(asLine(row));
}

function firstDifference(table: CopiedTable, rows: Row[], others: Row[]): Compared['different'] {
  for (let at = 0; at < Math.max(rows.length, others.length); at++) {
    const [row, other] = [rows[at], others[at]];
    if (row && other && asLine(row) === asLine(other)) continue;
    return told(table, row, other);
  }
  return null;
}

function told(table: CopiedTable, row: Row | undefined, other: Row | undefined) {
  const [key, otherKey] = [row, other].map((one) => one && keyOf(table, one));
  const isChanged = row && other && JSON.stringify(key) === JSON.stringify(otherKey);
  if (isChanged) {
    const columns = table.columns.filter((_, at) => row[at] !== other[at]);
    return { key: asText(key), says: `has another ${columns.join(', ')}` };
  }
  const isMissing = key && (!otherKey || isBefore(key, otherKey));
  return { key: asText(isMissing ? key : otherKey), says: isMissing ? 'is missing' : 'was added' };
}

const asText = (key: Row | undefined) => (key ?? []).join(' ');

/** As both engines order: numbers as such, texts by their bytes. */
function isBefore(key: Row, other: Row): boolean {
  const at = key.findIndex((value, place) => value !== other[place]);
  const [one, two] = [key[at], other[at]];
  if (typeof one === 'number' && typeof two === 'number') return one < two;
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(two))) < 0;
}
