import { defineCommand } from 'citty';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { listUsers } from '#lib/admin/list-users';
import { showUser } from '#lib/admin/show-user';
import { startResetFor } from '#lib/admin/start-reset';
import {
  command,
  emailFrom,
  noSuchUser,
  Refused,
  type Report,
  requireDatabase,
} from '#lib/command/terminal';
import { describeBrowser } from '#lib/request/browser';

const MOST = 1000;
const email = { type: 'positional', description: 'The address of the account' } as const;

const list = command(
  'list',
  'List accounts by address, a page at a time',
  {
    limit: { type: 'string', description: `At most so many, up to ${MOST}`, default: '50' },
    after: { type: 'string', description: 'Begin after this address', default: '' },
  },
  async ({ limit, after }): Promise<Report> => {
    const most = Number(limit);
    if (!Number.isInteger(most) || most < 1 || most > MOST)
      throw new Refused(`--limit takes a whole number from 1 to ${MOST}.`, 2);
    requireDatabase();
    const page = await listUsers({ limit: most, after: String(after).toLowerCase() });
    const lines = page.users.map((user) => `${user.email}  ${user.name}${state(user)}`);
    const more = page.next ? [`More with: --after ${page.next}`] : [];
    return { lines: [...(lines.length > 0 ? lines : ['No accounts.']), ...more], data: page };
  },
);

const show = command(
  'show',
  'Show an account, its sessions and what happened to it lately',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const found = await showUser(address);
    if (!found.ok) throw noSuchUser(address);
    const user = found.value;
    const sessions = user.sessions.map(
      (session) =>
        `  ${describeBrowser(session.userAgent)} from ${session.address}, signed in ${when(session.createdAt)}, last active ${when(session.lastSeenAt)}`,
    );
    const activity = user.activity.map(
      (event) => `  ${when(event.at)}  ${event.type}  from ${event.address}`,
    );
    const lines = [
      `${user.email}  ${user.name}${state(user)}`,
      `Created ${when(user.createdAt)}`,
      `Sessions: ${sessions.length}`,
      ...sessions,
      'Latest activity:',
      ...activity,
    ];
    return { lines, data: user };
  },
);

const disable = command(
  'disable',
  'Shut an account and sign its owner out everywhere, at once',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    const done = await disableUser(address);
    if (!done.ok) throw noSuchUser(address);
    const says = done.value
      ? 'is disabled and signed out everywhere.'
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
    const done = await enableUser(address);
    if (!done.ok) throw noSuchUser(address);
    const says = done.value ? 'can sign in again.' : 'was not disabled; nothing was changed.';
    return { lines: [`${address} ${says}`], data: { email: address, changed: done.value } };
  },
);

const reset = command(
  'reset',
  'Ask the owner by mail to set a new password, and sign them out everywhere',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    if (!(await startResetFor(address)).ok) throw noSuchUser(address);
    const says = `${address} is signed out everywhere and asked by mail to set a new password.`;
    return { lines: [says], data: { email: address } };
  },
);

const remove = command(
  'delete',
  'Delete an account and everything in it, for good',
  { email },
  async (args): Promise<Report> => {
    const address = emailFrom(args);
    requireDatabase();
    if (!(await deleteUser(address)).ok) throw noSuchUser(address);
    return { lines: [`${address} is deleted.`], data: { email: address } };
  },
);

export const users = defineCommand({
  meta: { name: 'users', description: 'List, show, disable, enable, reset and delete accounts' },
  subCommands: { list, show, disable, enable, reset, delete: remove },
});

const when = (moment: Date) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const state = ({ disabledAt }: { disabledAt: Date | null }) =>
  disabledAt ? `  (disabled since ${when(disabledAt)})` : '';
