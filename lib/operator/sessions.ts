import { defineCommand } from 'citty';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { showUser } from '#lib/admin/show-user';
import { refusalOf, userIdOf, when } from '#lib/operator/account';
import { tableOf } from '#lib/operator/listed';
import {
  CommandRefused,
  command,
  emailFrom,
  type Report,
  requireDatabase,
} from '#lib/operator/terminal';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';
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

const list = command(
  'list',
  'List where a person is signed in: browsers, apps and access tokens',
  { email: { type: 'positional', description: 'The address of the account' } },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const found = await showUser('operator', await userIdOf(address));
    if (!found.ok) throw refusalOf(found, address);
    const { sessions } = found.value;
    const things = sessions.map((one) => {
      const [begun, seen, from] = [
        when(one.createdAt),
        when(one.lastSeenAt),
        sayAddress(one.address),
      ];
      return {
        cells: [one.id, describeSession(one), begun, seen, from],
        line: `${one.id}  ${describeSession(one)}, begun ${begun}, last seen ${seen} from ${from}`,
      };
    });
    const head = ['ID', 'SIGNED IN WITH', 'BEGUN', 'LAST SEEN', 'FROM'];
    return { lines: tableOf(head, things, 'No sessions.'), data: { sessions } };
  },
);

const endOne = command(
  'end',
  'End one session of a person, by its id: a browser, an app or an access token',
  {
    email: { type: 'positional', description: 'The address of the account' },
    id: { type: 'positional', description: 'The id, as sessions list has it' },
  },
  async (args): Promise<Report> => {
    const [address, id] = [emailFrom(args), String(args['id'])];
    requireDatabase();
    const done = await revokeSessionOf('operator', await userIdOf(address), id);
    if (!done.ok) throw refusalOf(done, address);
    if (!done.value) throw new CommandRefused(`${address} has no session ${id}.`, 3);
    return { lines: ['It is ended.'], data: { email: address, id, ended: true } };
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
  meta: { name: 'sessions', description: 'List and end sessions' },
  subCommands: { list, end: endOne, revoke },
});
