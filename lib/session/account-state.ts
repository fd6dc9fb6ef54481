import 'server-only';
import { type AnyColumn, and, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';

type Disabling = { disabledAt: Date | null; disabledUntil: Date | null };
type Columns = { disabledAt: AnyColumn; disabledUntil: AnyColumn };

/** Whether an account is shut now: since when it is, and the end that was set, if one was. */
export const isDisabled = ({ disabledAt, disabledUntil }: Disabling): boolean =>
  disabledAt !== null && (disabledUntil === null || disabledUntil.getTime() > Date.now());

/** The same for a query: true for the accounts that are not shut now. */
export const whereEnabled = (of: Columns = users) =>
  or(isNull(of.disabledAt), lte(of.disabledUntil, new Date()));

/** True for the accounts that are shut now. Not `not(whereEnabled())`, which is unknown where no end was set. */
export const whereDisabled = () =>
  and(
    isNotNull(users.disabledAt),
    or(isNull(users.disabledUntil), gt(users.disabledUntil, new Date())),
  );
