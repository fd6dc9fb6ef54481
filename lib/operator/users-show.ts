import { listUsers } from '#lib/admin/list-users';
import { showUser } from '#lib/admin/show-user';
import { PEOPLE, refusalOf, remarks, userIdOf, when } from '#lib/operator/account';
import { tableOf } from '#lib/operator/listed';
import { limitFrom, moreWith, pageArgs } from '#lib/operator/page';
import { command, emailFrom, type Report, requireDatabase } from '#lib/operator/terminal';
import { sayAddress } from '#lib/request/address';
import { describeSession } from '#lib/request/browser';

const BY = { support: 'support', administrator: 'an administrator', operator: 'the operator' };
const email = { type: 'positional', description: 'The address of the account' } as const;

export const list = command(
  'list',
  'List accounts by address, a page at a time',
  {
    ...pageArgs('Begin after this address'),
    search: {
      type: 'string',
      description: 'Only whose address or name begins like this',
      default: '',
    },
  },
  async ({ limit, after, search }): Promise<Report> => {
    const most = limitFrom(limit);
    requireDatabase();
    const asked = { limit: most, after: String(after), search: String(search) };
    const page = await listUsers('operator', asked);
    const users = page.users.map(({ id: _, ...user }) => user);
    const things = users.map((user) => ({ cells: [user.email, user.name, remarks(user)] }));
    return {
      lines: [...tableOf(PEOPLE, things, 'No accounts.'), ...moreWith(page.next)],
      data: { users, next: page.next },
    };
  },
);

export const show = command(
  'show',
  'Show an account, its sessions and what happened to it lately',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const found = await showUser('operator', await userIdOf(address));
    if (!found.ok) throw refusalOf(found, address);
    const { id: _, ...user } = found.value.account;
    const sessions = found.value.sessions.map(({ id: _, ...session }) => session);
    const activity = found.value.activity.map(({ id: _, ...event }) => event);
    const sessionLines = sessions.map(
      (session) =>
        `  ${describeSession(session)}, signed in ${when(session.createdAt)}, last seen ${when(session.lastSeenAt)} from ${sayAddress(session.address)}`,
    );
    const activityLines = activity.map(
      ({ at, says, address: from, byAnother }) =>
        `  ${when(at)}  ${says}, ${byAnother ? `by ${BY[byAnother]}` : `from ${from}`}`,
    );
    const lines = [
      ...tableOf([], [{ cells: [user.email, user.name, remarks(user)] }], ''),
      `Created ${when(user.createdAt)}`,
      ...(user.disabledReason ? [`Disabled because: ${user.disabledReason}`] : []),
      `Sessions: ${sessions.length}`,
      ...sessionLines,
      'Latest activity:',
      ...activityLines,
    ];
    return { lines, data: { ...user, sessions, activity } };
  },
);
