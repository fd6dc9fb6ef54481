import { defineCommand } from 'citty';
import { revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { refusalOf, userIdOf } from '#lib/operator/account';
import {
  CommandRefused,
  command,
  emailFrom,
  type Report,
  requireDatabase,
} from '#lib/operator/terminal';
import { endEverybody } from '#lib/session/end-everybody';

const revoke = command(
  'revoke',
  'Sign a person out everywhere, or everybody, at once',
  {
    email: { type: 'positional', description: 'The address of the account', required: false },
    everybody: {
      type: 'boolean',
      description: 'Everybody: browsers and programs, codes under way, the keys that sign tokens',
    },
  },
  async (args): Promise<Report> => {
    if (Boolean(args['email']) === Boolean(args['everybody']))
      throw new CommandRefused('Say whom: an address, or --everybody.', 2);
    return args['everybody'] ? revokeAll() : revokeOne(emailFrom(args));
  },
);

async function revokeOne(address: string): Promise<Report> {
  requireDatabase();
  const done = await revokeSessionsOf('operator', await userIdOf(address));
  if (!done.ok) throw refusalOf(done, address);
  return { lines: [said(done.value)], data: { email: address, ended: done.value } };
}

async function revokeAll(): Promise<Report> {
  requireDatabase();
  const { sessions: ended, programs } = await endEverybody();
  const lines = [
    `${said(ended)} ${programs} of them ${programs === 1 ? 'was' : 'were'} of programs.`,
    'Codes under way are over, and tokens are signed with a new key.',
  ];
  return { lines, data: { everybody: true, ended, programs } };
}

const said = (count: number) =>
  count === 1 ? 'One session was ended.' : `${count} sessions were ended.`;

export const sessions = defineCommand({
  meta: { name: 'sessions', description: 'End sessions' },
  subCommands: { revoke },
});
