import { defineCommand } from 'citty';
import { disableProgram, enableProgram } from '#lib/admin/programs';
import { renewClientSecret } from '#lib/oauth/change-client';
import { findClient, listClients, type OAuthClient, removeClient } from '#lib/oauth/clients';
import { addProgram } from '#lib/operator/clients/add';
import { clientId } from '#lib/operator/clients/options';
import { showProgram } from '#lib/operator/clients/show';
import { updateProgram } from '#lib/operator/clients/update';
import { tableOf } from '#lib/operator/listed';
import { limitFrom, moreWith, pageArgs } from '#lib/operator/page';
import {
  CommandRefused,
  command,
  type Report,
  requireDatabase,
  requireServerSecret,
} from '#lib/operator/terminal';

const list = command(
  'list',
  'List the programs that may ask, by id, a page at a time',
  pageArgs('Begin after the client with this id'),
  async ({ limit, after }): Promise<Report> => {
    const most = limitFrom(limit);
    requireDatabase();
    const { clients, next } = await listClients({ limit: most, after: String(after) });
    const said = tableOf(
      ['ID', 'NAME', 'KIND', 'WHAT IT MAY'],
      clients.map(describe),
      'No clients.',
    );
    return { lines: [...said, ...moreWith(next)], data: { clients, next } };
  },
);

function describe(client: OAuthClient) {
  const settings = [
    ...client.redirectUris,
    client.audience ?? '',
    client.scope && `(${client.scope})`,
    client.disabledAt ? 'disabled' : '',
    client.mustRenew ? `needs a new secret: clients secret ${client.id}` : '',
  ]
    .filter(Boolean)
    .join('  ');
  const isIdle = client.disabledAt || client.mustRenew;
  return {
    cells: [
      client.id,
      `"${client.name}"`,
      client.kind,
      isIdle ? { says: settings, style: 'yellow' as const } : settings,
    ],
  };
}

const renew = command(
  'secret',
  'Give a program that keeps a secret another one; the one before stays good for a day',
  {
    id: clientId,
    'drop-old': {
      type: 'boolean',
      description: 'The old secret may have got out: let it open nothing any more',
    },
  },
  async ({ id: typed, 'drop-old': dropOld }): Promise<Report> => {
    await requireServerSecret();
    const secret = await renewClientSecret(String(typed), { dropOld: dropOld === true });
    if (!secret) throw new CommandRefused(`There is no client ${typed} that keeps a secret.`, 3);
    return {
      lines: [
        `The secret of ${typed}, shown this once: ${secret}`,
        dropOld ? 'The old one opens nothing.' : 'The old one stays good for 24 hours.',
      ],
      data: { client_id: typed, client_secret: secret },
    };
  },
);

const remove = command(
  'remove',
  'Shut a program out, at once and everywhere it was let in',
  { id: clientId },
  async ({ id: typed }): Promise<Report> => {
    requireDatabase();
    if (!(await removeClient(String(typed)))) throw noClient(typed);
    return {
      lines: [`${typed} is shut out. Its tokens are worth nothing.`],
      data: { removed: typed },
    };
  },
);

const disable = command(
  'disable',
  'Shut a program out like remove, but keep its settings and its secret for later',
  { id: clientId },
  async ({ id: typed }): Promise<Report> => {
    requireDatabase();
    const isDone = await disableProgram('operator', String(typed));
    if (!isDone && !(await findClient(String(typed)))) throw noClient(typed);
    return {
      lines: [
        `${typed} is shut out until "clients enable ${typed}". Its tokens are worth nothing.`,
      ],
      data: { disabled: typed },
    };
  },
);

const enable = command(
  'enable',
  'Let a program ask again that was disabled',
  { id: clientId },
  async ({ id: typed }): Promise<Report> => {
    requireDatabase();
    const isDone = await enableProgram('operator', String(typed));
    if (!isDone && !(await findClient(String(typed)))) throw noClient(typed);
    return { lines: [`${typed} may ask.`], data: { enabled: typed } };
  },
);

const noClient = (typed: unknown) => new CommandRefused(`There is no client ${typed}.`, 3);

export const clients = defineCommand({
  meta: { name: 'clients', description: 'Say which programs may ask people to be let in' },
  subCommands: {
    add: addProgram,
    update: updateProgram,
    list,
    show: showProgram,
    secret: renew,
    disable,
    enable,
    remove,
  },
});
