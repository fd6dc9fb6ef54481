import { defineCommand } from 'citty';
import { endSessions } from '#lib/admin/end-sessions';
import { refusalOf, userIdOf } from '#lib/command/account';
import { command, emailFrom, type Report, requireDatabase } from '#lib/command/terminal';

const revoke = command(
  'revoke',
  'Sign a person out everywhere, at once',
  { email: { type: 'positional', description: 'The address of the account' } },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const done = await endSessions('operator', await userIdOf(address));
    if (!done.ok) throw refusalOf(done, address);
    const count = done.value;
    const says = count === 1 ? 'One session was ended.' : `${count} sessions were ended.`;
    return { lines: [says], data: { email: address, ended: count } };
  },
);

export const sessions = defineCommand({
  meta: { name: 'sessions', description: 'End sessions' },
  subCommands: { revoke },
});
