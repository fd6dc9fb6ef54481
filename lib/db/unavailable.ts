import 'server-only';
import { log } from '#lib/observability/log';
import { setResponse } from '#lib/request/context';
import { singleton } from '#lib/singleton';

// Under one name in the process: the bundle of the pages and the server that opened the database have the class each.
const MARK = Symbol.for('gatehouse.database-unavailable');

/** The database could not answer. Nothing may be granted on it; the caller gets 503 and may try again. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
  readonly [MARK] = true;
}

/** Whether the error is a DatabaseUnavailable or a kind of it, whichever bundle made it. */
export const isUnavailable = (error: unknown): error is DatabaseUnavailable =>
  error instanceof Error && MARK in error;

// What better-sqlite3 says to a query that was prepared before its file was replaced.
const CLOSED = 'The database connection is not open';
const RETRY_SECONDS = 5;
const SAY_EVERY_MS = 10_000;
// What says that the file or the disk is at fault and not the statement.
const FAULTS = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB|PROTOCOL|PERM)/;

/** Runs a piece of database work; a fault of the file or disk becomes DatabaseUnavailable and a 503. */
export function guarded<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    if (!isBusy(fault)) throw markUnavailable(fault);
    // Most often gone at the next try: see `withRetry`, which relents or refuses.
    answerUnavailable();
    throw fault;
  }
}

/**
 * Lets the request that is under way end with 503 and hands the fault back to be thrown. The log says what
 * is wrong when it begins and every ten seconds while it lasts, however many requests meet it.
 */
export function markUnavailable(fault: DatabaseUnavailable): DatabaseUnavailable {
  answerUnavailable();
  const said = singleton('faults-said', () => new Map<string, number>());
  const now = performance.now();
  if (now - (said.get(fault.message) ?? Number.NEGATIVE_INFINITY) > SAY_EVERY_MS) {
    said.set(fault.message, now);
    log().error({ reason: fault.message }, 'the database does not answer; requests get 503');
  }
  return fault;
}

const answerUnavailable = () => setResponse({ unavailable: true, retryAfter: RETRY_SECONDS });

/** Takes a refusal back: the same work succeeded at a later try. */
export const clearUnavailable = () => setResponse({ unavailable: false, retryAfter: undefined });

/** The fault behind an error, looked for through drizzle's wrapping; null when the error is something else. */
export function faultOf(error: unknown): DatabaseUnavailable | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isUnavailable(cause)) return cause;
    if (cause instanceof TypeError && cause.message === CLOSED) {
      return new DatabaseUnavailable('it was just closed', { cause });
    }
    if ('code' in cause && FAULTS.test(String(cause.code))) {
      return new DatabaseUnavailable(String(cause.code), { cause });
    }
  }
  return null;
}

export const isBusy = (error: unknown) => /^SQLITE_BUSY/.test(faultOf(error)?.message ?? '');
