import 'server-only';
import { answerWith } from '#lib/request/exchange';

/** The database could not answer. Nothing may be granted on it; the caller gets 503 and may try again. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

// What says that the file or the disk is at fault and not the statement.
const FAULTS = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB|PROTOCOL|PERM)/;

/** Runs a piece of database work; a fault of the file or disk becomes DatabaseUnavailable and a 503. */
export function guarded<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    answerWith({ unavailable: true, retryAfter: 5 });
    throw fault;
  }
}

/** The fault behind an error, looked for through drizzle's wrapping; null when the error is something else. */
export function faultOf(error: unknown): DatabaseUnavailable | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof DatabaseUnavailable) return cause;
    if ('code' in cause && FAULTS.test(String(cause.code))) {
      return new DatabaseUnavailable(String(cause.code), { cause });
    }
  }
  return null;
}

export const isBusy = (error: unknown) => /^SQLITE_BUSY/.test(faultOf(error)?.message ?? '');
