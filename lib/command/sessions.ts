import { defineCommand } from 'citty';
import { revokeSessions } from '#lib/admin/revoke-sessions';
import {
  command,
  emailFrom,
  noSuchUser,
  type Report,
  requireDatabase,
} from '#lib/command/terminal';

const revoke = command(
  'revoke',
  'Sign a person out everywhere, at once',
  { email: { type: 'positional', description: 'The address of the account' } },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const done = await revokeSessions(address);
    if (!done.ok) throw noSuchUser(address);
    const count = done.value;
    const says = count === 1 ? 'One session was ended.' : `${count} sessions were ended.`;
    return { lines: [says], data: { email: address, ended: count } };
  },
);

export const sessions = defineCommand({
  meta: { name: 'sessions', description: 'End sessions' },
  subCommands: { revoke },
});
