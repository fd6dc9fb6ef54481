import { defineCommand } from 'citty';
import type { z } from 'zod';
import { sayFieldError } from '#lib/coded';
import {
  addClient,
  listClients,
  type OAuthClient,
  removeClient,
  renewClientSecret,
} from '#lib/oauth/clients';
import { CLIENT_KINDS, NewClient } from '#lib/oauth/new-client';
import { limitFrom, moreWith, pageArgs } from '#lib/operator/page';
import {
  CommandRefused,
  command,
  type Report,
  requireDatabase,
  requireServerSecret,
} from '#lib/operator/terminal';

const id = { type: 'positional', description: 'How the program names itself (client_id)' } as const;

const add = command(
  'add',
  'Let a program ask people to be let in',
  {
    id,
    name: { type: 'string', description: 'What people are shown', default: '' },
    kind: {
      type: 'string',
      description:
        'native: an app or a terminal, keeps no secret; web: a site people sign in to with Gatehouse; service: an API that checks our tokens; machine: a program of yours that asks services for itself',
      default: 'native',
    },
    redirect: {
      type: 'string',
      description:
        'Where answers go, exactly; several with commas between. The port of 127.0.0.1 may vary',
      default: '',
    },
    audience: {
      type: 'string',
      description: 'Of a service: what its tokens are made out to',
      default: '',
    },
    scope: {
      type: 'string',
      description:
        'Of an app: all that it may ask for (account:read if nothing is named); of a service: the scopes it knows; of a machine: all that it may ask services for',
      default: '',
    },
  },
  async ({ id: typed, name, kind, redirect, audience, scope }): Promise<Report> => {
    const wanted = read({
      id: typed,
      name: name || typed,
      kind,
      redirectUris: String(redirect)
        .split(',')
        .map((uri) => uri.trim())
        .filter(Boolean),
      audience,
      ...(scope ? { scope } : {}),
    });
    await (wanted.kind === 'native' ? requireDatabase() : requireServerSecret());
    const done = await addClient(wanted);
    if (!done.ok) throw new CommandRefused(TAKEN[done.reason](wanted.id), 1);
    const secret = done.value;
    return {
      lines: [
        `${wanted.id} may ask now (${wanted.kind}).`,
        ...(secret ? [`Its secret, shown this once: ${secret}`] : []),
      ],
      data: { client_id: wanted.id, kind: wanted.kind, client_secret: secret },
    };
  },
);

const TAKEN = {
  taken: (wanted: string) => `There is a client ${wanted} already.`,
  audience_taken: () => 'Another service has this audience. Its tokens would open both.',
};

function read(given: object): NewClient {
  const parsed = NewClient.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues as [z.core.$ZodIssue];
  const field = String(issue.path[0] ?? '');
  const option = field === 'id' ? 'The id' : `--${field === 'redirectUris' ? 'redirect' : field}`;
  const says =
    field === 'kind' ? `is one of ${CLIENT_KINDS.join(', ')}` : sayFieldError(issue.message);
  throw new CommandRefused(`${option} ${says}.`, 2);
}

const list = command(
  'list',
  'List the programs that may ask, by id, a page at a time',
  pageArgs('Begin after the client with this id'),
  async ({ limit, after }): Promise<Report> => {
    const most = limitFrom(limit);
    requireDatabase();
    const { clients, next } = await listClients({ limit: most, after: String(after) });
    const lines = clients.map(describe);
    const said = lines.length > 0 ? lines : ['No clients.'];
    return { lines: [...said, ...moreWith(next)], data: { clients, next } };
  },
);

const describe = ({
  id: named,
  name,
  kind,
  redirectUris,
  audience,
  scope,
  mustRenew,
}: OAuthClient) =>
  [
    named,
    `"${name}"`,
    kind,
    ...redirectUris,
    audience ?? '',
    scope && `(${scope})`,
    mustRenew ? `needs a new secret: clients secret ${named}` : '',
  ]
    .filter(Boolean)
    .join('  ');

const renew = command(
  'secret',
  'Give a program that keeps a secret another one; the one before opens nothing any more',
  { id },
  async ({ id: typed }): Promise<Report> => {
    await requireServerSecret();
    const secret = await renewClientSecret(String(typed));
    if (!secret) throw new CommandRefused(`There is no client ${typed} that keeps a secret.`, 3);
    return {
      lines: [`The secret of ${typed}, shown this once: ${secret}`],
      data: { client_id: typed, client_secret: secret },
    };
  },
);

const remove = command(
  'remove',
  'Shut a program out, at once and everywhere it was let in',
  { id },
  async ({ id: typed }): Promise<Report> => {
    requireDatabase();
    if (!(await removeClient(String(typed))))
      throw new CommandRefused(`There is no client ${typed}.`, 3);
    return {
      lines: [`${typed} is shut out. Its tokens are worth nothing.`],
      data: { removed: typed },
    };
  },
);

export const clients = defineCommand({
  meta: { name: 'clients', description: 'Say which programs may ask people to be let in' },
  subCommands: { add, list, secret: renew, remove },
});
