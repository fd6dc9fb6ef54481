import { findIdOf } from '#lib/admin/find-account';
import { CommandRefused } from '#lib/operator/terminal';
import type { Cell } from '#lib/screen';
import { isDisabled } from '#lib/session/account-state';

/** The id of the account with this address; there has to be one. */
export async function userIdOf(email: string): Promise<string> {
  const id = await findIdOf(email);
  if (!id) throw noSuchUser(email);
  return id;
}

type Reason = 'no_such_user' | 'last_administrator' | 'too_many_attempts';

/** Says why an act on an account was refused. */
export const refusalOf = ({ reason }: { reason: Reason }, email: string) => {
  if (reason === 'no_such_user') return noSuchUser(email);
  if (reason === 'last_administrator') return lastAdministrator(email);
  return new CommandRefused(`${email} was asked too often. Wait an hour.`, 1);
};

const noSuchUser = (email: string) =>
  new CommandRefused(`There is no account with the address ${email}.`, 3);

const lastAdministrator = (email: string) =>
  new CommandRefused(
    `${email} is the last administrator who can sign in. Make somebody else one first: admin grant EMAIL.`,
    1,
  );

/** "2026-11-22 06:00 UTC" */
export const when = (moment: Date) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The head of a list of accounts. */
export const PEOPLE = ['ADDRESS', 'NAME', ''];

/** What is not usual about an account, behind its name. */
export function remarks(user: {
  role: string;
  disabledAt: Date | null;
  disabledUntil: Date | null;
}): Cell {
  const { role, disabledAt, disabledUntil } = user;
  const isShut = disabledAt && isDisabled({ disabledAt, disabledUntil });
  const shut = isShut
    ? `disabled since ${when(disabledAt)}${disabledUntil ? ` until ${when(disabledUntil)}` : ''}`
    : '';
  const said = [role === 'member' ? '' : role, shut].filter(Boolean).join(', ');
  return said && { says: `(${said})`, style: isShut ? 'yellow' : 'dim' };
}
