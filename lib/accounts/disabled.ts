import 'server-only';
import { isNull, lte, or } from 'drizzle-orm';
import { users } from '#drizzle/schema';

/** Whether an account is shut now: since when it is, and the end that was set, if one was. */
export const isDisabled = (row: { disabledAt: Date | null; disabledUntil: Date | null }): boolean =>
  row.disabledAt !== null &&
  (row.disabledUntil === null || row.disabledUntil.getTime() > Date.now());

/** The same for a query: true for the accounts that are not shut now. */
export const isOpen = () => or(isNull(users.disabledAt), lte(users.disabledUntil, new Date()));
