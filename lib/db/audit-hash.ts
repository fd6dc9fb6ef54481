import 'server-only';
import { hash } from 'node:crypto';
import type { auditEvents } from '#drizzle/schema/audit';

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
 * milliseconds since 1970. SQLite calls it as `audit_hash` while it inserts: see lib/db/client.
 */
export const hashFields = (previous: unknown, ...fields: unknown[]): string =>
  hash('sha256', JSON.stringify([previous, ...fields]), 'hex');

/** The hash that an entry must have after one with the hash `previous`. */
export const hashEntry = (previous: string, entry: Row): string =>
  hashFields(previous, ...HASHED.map((name) => (name === 'at' ? entry.at.getTime() : entry[name])));
