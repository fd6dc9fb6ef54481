import 'server-only';
import { DatabaseUnavailable } from '#lib/db/unavailable';

type Told = Error & { code?: string };

/** The server is going, gone, or takes no writes any more: another connection may do better. */
const GONE = /^(08|57P|25006)|^E(CONN|HOST|NET|PIPE|TIMEDOUT|AI_)|^ENOTFOUND|^ENOENT/;
/** The server or its disk is at fault, or what we may do there, and not the statement. */
const FAULT = /^(53|58|XX|28|3D000|42501|55P03|57014)/;
/** What the driver says without a code when a connection breaks or nobody answers in time. */
const BROKEN = /terminated|timeout|not queryable|was closed|ended/i;
/** One of two that did what cannot have happened one after the other is asked to do it again. */
const AGAIN = /^(40001|40P01)$/;

export const isGone = (error: unknown): boolean => {
  const { code, message = '' } = error as Told;
  return code === undefined ? BROKEN.test(message) : GONE.test(code);
};

export const isToRepeat = (error: unknown): boolean => AGAIN.test((error as Told).code ?? '');

/** The error as everybody else knows it: what is no mistake of the statement is a DatabaseUnavailable. */
export function told(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const { code, message } = error as Told;
  if (!isGone(error) && !FAULT.test(code ?? '')) return error;
  return new DatabaseUnavailable(code ? `${message} (${code})` : message, { cause: error });
}
