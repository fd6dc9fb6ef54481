import { defineCommand } from 'citty';
import type { z } from 'zod';
import { changeAddressOf } from '#lib/admin/change-address';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { DisableReason, disableUntil } from '#lib/admin/fields';
import { startRecovery } from '#lib/admin/start-recovery';
import { startResetFor } from '#lib/admin/start-reset';
import { sayFieldError } from '#lib/coded';
import { refusalOf, userIdOf, when } from '#lib/operator/account';
import { role } from '#lib/operator/admin';
import {
  CommandRefused,
  command,
  emailFrom,
  type Report,
  requireDatabase,
} from '#lib/operator/terminal';
import { add, invite } from '#lib/operator/users-add';
import { usersExport } from '#lib/operator/users-export';
import { importCommand } from '#lib/operator/users-import';
import { list, show } from '#lib/operator/users-show';

const email = { type: 'positional', description: 'The address of the account' } as const;

const disable = command(
  'disable',
  'Shut an account and sign its owner out everywhere, at once',
  {
    email,
    reason: { type: 'string', description: 'Why, for those who administer', default: '' },
    until: {
      type: 'string',
      description: 'Open it again by itself then: a date and time in UTC, 2030-01-31T09:00',
      default: '',
    },
  },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    const reason = args['reason'] ? valid(DisableReason, args['reason']) : '';
    const until = valid(disableUntil('UTC'), args['until']);
    requireDatabase();
    const done = await disableUser('operator', await userIdOf(address), { reason, until });
    if (!done.ok) throw refusalOf(done, address);
    const says = done.value
      ? `is disabled${until ? ` until ${when(until)}` : ''} and signed out everywhere.`
      : 'was disabled already; nothing was changed.';
    return { lines: [`${address} ${says}`], data: { email: address, changed: done.value } };
  },
);

const enable = command(
  'enable',
  'Open a disabled account again',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const done = await enableUser('operator', await userIdOf(address));
    if (!done.ok) throw refusalOf(done, address);
    const says = done.value ? 'can sign in again.' : 'was not disabled; nothing was changed.';
    return { lines: [`${address} ${says}`], data: { email: address, changed: done.value } };
  },
);

const reset = command(
  'reset',
  'Ask the owner by mail to set a new password, and sign them out everywhere',
  {
    email,
    now: {
      type: 'boolean',
      description: 'The password has got out: it opens nothing from now on',
      default: false,
    },
  },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    const endsPassword = args['now'] === true;
    requireDatabase();
    const done = await startResetFor('operator', await userIdOf(address), { endsPassword });
    if (!done.ok) throw refusalOf(done, address);
    const says = `${address} is signed out everywhere and asked by mail to set a new password.`;
    const ended = endsPassword ? ['The old one opens nothing any more.'] : [];
    return { lines: [says, ...ended], data: { email: address } };
  },
);

const recover = command(
  'recover',
  'Begin the recovery of an account whose owner has lost every second factor',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const done = await startRecovery('operator', await userIdOf(address));
    if (!done.ok) throw refusalOf(done, address);
    const { opensAt, isNew } = done.value;
    const says = isNew
      ? `A recovery of ${address} has begun, and its owner is told by mail. It opens ${when(opensAt)}; any sign-in stops it.`
      : `A recovery of ${address} was under way already. It opens ${when(opensAt)}.`;
    return { lines: [says], data: { email: address, opensAt, changed: isNew } };
  },
);

const address = command(
  'address',
  'Give an account another address, once you know by other means who its owner is',
  { email, new: { type: 'positional', description: 'The new address' } },
  async (args): Promise<Report> => {
    const [old, next] = [emailFrom(args), emailFrom({ email: args['new'] })];
    requireDatabase();
    const done = await changeAddressOf(await userIdOf(old), old, next);
    if (!done.ok) throw new CommandRefused(`There is an account with the address ${next}.`, 1);
    const says = `${old} is ${next} now and signed out everywhere; the old address is told.`;
    return { lines: [says], data: { email: next, before: old } };
  },
);

const remove = command(
  'delete',
  'Delete an account and everything in it, for good',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const done = await deleteUser('operator', await userIdOf(address));
    if (!done.ok) throw refusalOf(done, address);
    return { lines: [`${address} is deleted.`], data: { email: address } };
  },
);

export const users = defineCommand({
  meta: {
    name: 'users',
    description:
      'List, show, add, invite, disable, enable, reset, recover and delete accounts, change addresses and roles, move them in and out',
  },
  subCommands: {
    list,
    show,
    add,
    invite,
    import: importCommand,
    export: usersExport,
    disable,
    enable,
    reset,
    recover,
    address,
    role,
    delete: remove,
  },
});

/** What was given, when the rule of the pages accepts it. */
function valid<Value>(rule: z.ZodType<Value>, given: unknown): Value {
  const read = rule.safeParse(String(given));
  if (!read.success)
    throw new CommandRefused(sayFieldError(read.error.issues[0]?.message ?? 'Not understood.'), 2);
  return read.data;
}
