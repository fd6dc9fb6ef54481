import { Name } from '#lib/accounts/fields';
import { addAccount } from '#lib/admin/add-account';
import {
  CommandRefused,
  command,
  emailFrom,
  type Report,
  requireDatabase,
} from '#lib/operator/terminal';

const ARGS = {
  email: { type: 'positional', description: 'The address of the new account' },
  name: { type: 'string', description: 'What its owner is called; else what stands before the @' },
} as const;

export const add = command(
  'add',
  'Make an account that nothing but its mailbox opens, and tell nobody',
  ARGS,
  (args) => make(args, false),
);

export const invite = command(
  'invite',
  'Make an account, and tell its owner by mail how to come in; nobody sets a password for them',
  ARGS,
  (args) => make(args, true),
);

async function make(args: Parameters<typeof emailFrom>[0], isInvited: boolean): Promise<Report> {
  const email = emailFrom(args);
  const name = nameFrom(args['name'] ?? email.slice(0, email.lastIndexOf('@')));
  requireDatabase();
  const done = await addAccount({ email, name, isInvited });
  if (!done.ok) throw new CommandRefused(`${email} has an account already.`, 1);
  const says = isInvited
    ? `${email} has an account now, and is told by mail how to come in.`
    : `${email} has an account now. Its owner comes in by a mailed code, or sets a password by “forgot password”.`;
  return { lines: [says], data: { email, name, invited: isInvited } };
}

function nameFrom(given: unknown): string {
  const read = Name.safeParse(String(given));
  if (read.success) return read.data;
  throw new CommandRefused('--name takes up to 100 visible characters on one line.', 2);
}
