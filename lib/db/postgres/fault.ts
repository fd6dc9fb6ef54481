import 'server-only';
import { DatabaseUnavailable } from '#lib/db/unavailable';

type PgError = Error & { code?: string };

/**
 * The server is going, gone, or takes no writes any more (25006; 0A000 is also what it says of a table that has other
 * columns than when a statement was prepared): another connection may do better.
 */
const GONE = /^(08|57P|25006|0A000)|^E(CONN|HOST|NET|PIPE|TIMEDOUT|AI_)|^ENOTFOUND|^ENOENT/;
/** The server or its disk is at fault, or what we may do there, and not the statement. */
const FAULT = /^(53|58|XX|42501|55P03|57014)/;
/** What is said without a code when a connection breaks, nobody answers in time or no host takes writes. */
const BROKEN = /terminated|timeout|not queryable|was closed|ended|takes writes/i;
/** One of two that did what cannot have happened one after the other is asked to do it again. */
const AGAIN = /^(40001|40P01)$/;

export const isGone = (error: unknown): boolean => {
  const behind = error instanceof DatabaseUnavailable ? error.cause : null;
  const { code, message = '' } = (behind ?? error) as PgError;
  return code === undefined ? BROKEN.test(message) : GONE.test(code);
};

export const isToRepeat = (error: unknown): boolean => AGAIN.test((error as PgError).code ?? '');

/** The error as everybody else knows it: what is no mistake of the statement is a DatabaseUnavailable. */
export const asKnown = (error: unknown): unknown =>
  isGone(error) || FAULT.test((error as PgError).code ?? '') ? asUnavailable(error) : error;

/** Whatever keeps a connection from opening is no mistake of a statement: a certificate, a password, too many files. */
export function asUnavailable(error: unknown): DatabaseUnavailable {
  if (error instanceof DatabaseUnavailable) return error;
  const { code, message } = error as PgError;
  return new DatabaseUnavailable(code ? `${message} (${code})` : message, { cause: error });
}
