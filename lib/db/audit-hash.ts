import 'server-only';
import { hash } from 'node:crypto';
import { auditEvents } from '#drizzle/schema/audit';

type Row = typeof auditEvents.$inferSelect;

/** The fields of an entry in the order in which they are hashed: all but the hash itself. */
export const HASHED = [
  'seq',
  'id',
  'at',
  'type',
  'userId',
  'sessionId',
  'actor',
  'actorId',
  'object',
  'result',
  'address',
  'userAgent',
  'detail',
] as const satisfies (keyof Row)[];

/**
 * The hash of an entry: SHA-256, in hexadecimal, over the JSON array (UTF-8, no spaces) of the hash of the
 * entry before (the empty text before the first) and every field in the order of HASHED, `at` in
 * milliseconds since 1970. SQLite calls it as `audit_hash` in the migration that began the chain.
 */
export const hashFields = (previous: unknown, ...fields: unknown[]): string =>
  hash('sha256', JSON.stringify([previous, ...fields]), 'hex');

const fieldsOf = (entry: Row) =>
  HASHED.map((name) => (name === 'at' ? entry.at.getTime() : entry[name]));

/** The hash that an entry must have after one with the hash `previous`. */
export const hashEntry = (previous: string, entry: Row): string =>
  hashFields(previous, ...fieldsOf(entry));

/** The text that this is the SHA-256 of: for whoever checks it elsewhere. */
export const hashedText = (previous: string, entry: Row): string =>
  JSON.stringify([previous, ...fieldsOf(entry)]);

const columnOf = (name: (typeof HASHED)[number]) => auditEvents[name].name;
/** The columns that an entry has while it waits, and those that it has in the log, in their order. */
export const TOLD = HASHED.filter((name) => name !== 'seq').map(columnOf);
export const CHAINED = [...HASHED.map(columnOf), auditEvents.hash.name];

/** What waits, by the columns of TOLD, as rows of the log after its last entry, by those of CHAINED. */
export function chainAfter(head: unknown[] | undefined, waiting: unknown[][]): unknown[][] {
  if (!head) throw new Error('the audit log has no head');
  let [seq, hash] = head as [number, string];
  return waiting.map((told) => {
    hash = hashFields(hash, ++seq, ...told);
    return [seq, ...told, hash];
  });
}
