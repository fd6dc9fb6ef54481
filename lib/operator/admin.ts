import { defineCommand } from 'citty';
import { changeUserRole } from '#lib/admin/change-role';
import { listAdministrators } from '#lib/admin/list-users';
import { PEOPLE, refusalOf, remarks, userIdOf } from '#lib/operator/account';
import { tableOf } from '#lib/operator/listed';
import { limitFrom, moreWith, pageArgs } from '#lib/operator/page';
import {
  CommandRefused,
  command,
  emailFrom,
  type Report,
  requireDatabase,
} from '#lib/operator/terminal';
import { ROLES, type Role } from '#lib/resource';

const email = { type: 'positional', description: 'The address of the account' } as const;

const grant = command(
  'grant',
  'Make the owner of an account an administrator',
  { email },
  ({ email: typed }) => setRole(typed, 'administrator'),
);

const revoke = command(
  'revoke',
  'Make an administrator, or one of the support, a member again',
  { email },
  ({ email: typed }) => setRole(typed, 'member'),
);

const list = command(
  'list',
  'List the administrators by address, a page at a time',
  pageArgs('Begin after this address'),
  async ({ limit, after }): Promise<Report> => {
    const most = limitFrom(limit);
    requireDatabase();
    const { users, next } = await listAdministrators({ limit: most, after: String(after) });
    const things = users.map((user) => ({
      cells: [user.email, user.name, remarks({ ...user, role: 'member' })],
    }));
    const said = tableOf(PEOPLE, things, 'No administrators. Make one: admin grant EMAIL');
    const administrators = users.map(({ id: _, ...user }) => user);
    return { lines: [...said, ...moreWith(next)], data: { administrators, next } };
  },
);

export const role = command(
  'role',
  `Give an account another role: ${ROLES.join(', ')}`,
  { email, role: { type: 'positional', description: 'The role' } },
  ({ email: typed, role: named }) => {
    const known = ROLES.find((one) => one === named);
    if (!known)
      throw new CommandRefused(`"${named}" is no role. There are: ${ROLES.join(', ')}.`, 2);
    return setRole(typed, known);
  },
);

async function setRole(typed: string | boolean | undefined, to: Role): Promise<Report> {
  const address = emailFrom({ email: typed });
  requireDatabase();
  const done = await changeUserRole('operator', await userIdOf(address), to);
  if (!done.ok) throw refusalOf(done, address);
  const says = done.value ? `has the role ${to} now.` : `had the role ${to} already.`;
  return {
    lines: [`${address} ${says}`],
    data: { email: address, role: to, changed: done.value },
  };
}

export const admin = defineCommand({
  meta: { name: 'admin', description: 'Say who administers' },
  subCommands: { grant, revoke, list },
});
