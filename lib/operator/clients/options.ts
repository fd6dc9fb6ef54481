import type { ArgsDef } from 'citty';
import type { z } from 'zod';
import { sayFieldError } from '#lib/coded';
import { CLIENT_KINDS, type ClientKind, NewClient } from '#lib/oauth/new-client';
import { CommandRefused } from '#lib/operator/terminal';

export const clientId = {
  type: 'positional',
  description: 'How the program names itself (client_id)',
} as const;

const option = (description: string) => ({ type: 'string', description, default: '' }) as const;

/** What an operator can say of a program. */
export const CLIENT_OPTIONS = {
  name: option('What people are shown'),
  redirect: option(
    'Where answers go, exactly; several with commas between. The port of 127.0.0.1 may vary',
  ),
  'post-logout-redirect': option(
    'Of a site: where people may be led who have signed out here, exactly; several with commas between',
  ),
  'backchannel-logout': option(
    'Of a site: where it is told which of its sessions have ended; none takes it away',
  ),
  audience: option('Of a service: what its tokens are made out to'),
  scope: option(
    'Of an app: all that it may ask for (account:read if nothing is named); of a service: the scopes it knows; of a machine: all that it may ask services for',
  ),
  auth: option(
    'How it authenticates: basic (client_secret_basic), post (client_secret_post), or any (either of the two)',
  ),
  alg: option('What its id_tokens are signed with: RS256 or ES256'),
  pkce: {
    type: 'boolean',
    description:
      'Of a site: demand PKCE of each request; without this (--no-pkce) a nonce will do, never neither',
  },
  consent: option('Of a site, how often a person is asked for the same: once or always'),
  'first-party': {
    type: 'boolean',
    description: 'Of a site: it is your own, so nobody is asked whether it may know who they are',
  },
} satisfies ArgsDef;

/** Which kinds of program an option is for. */
const KINDS_OF: Record<string, ClientKind[]> = {
  redirect: ['native', 'web'],
  'post-logout-redirect': ['web'],
  'backchannel-logout': ['web'],
  audience: ['service'],
  scope: ['native', 'service', 'machine'],
  auth: ['web', 'service', 'machine'],
  alg: ['native', 'web'],
  pkce: ['web'],
  consent: ['web'],
  'first-party': ['web'],
};

/** Where the name of an option is not that of its field. */
const FIELDS: Record<string, string> = {
  redirect: 'redirectUris',
  'post-logout-redirect': 'postLogoutRedirectUris',
  'backchannel-logout': 'backchannelLogoutUri',
  pkce: 'needsPkce',
  'first-party': 'consent',
};

type Given = Record<string, string | boolean | undefined>;

/** What was said on the command line, as fields of a program. Refuses what is not for its kind. */
export function settingsIn(given: Given, kind: string): Record<string, unknown> {
  const said = Object.keys(CLIENT_OPTIONS).filter((name) => given[name] !== undefined && given[name] !== ''); // biome-ignore format: one line
  const odd = said.find((name) => KINDS_OF[name] && !KINDS_OF[name].includes(kind as ClientKind));
  const isKind = (CLIENT_KINDS as readonly string[]).includes(kind);
  if (odd && isKind)
    throw new CommandRefused(`--${odd} is for ${KINDS_OF[odd]?.join(', ')} only.`, 2);
  return Object.fromEntries(said.map((name) => [FIELDS[name] ?? name, saidAs(name, given[name])]));
}

function saidAs(name: string, value: unknown) {
  if (name === 'first-party') return value ? 'never' : 'once';
  if (name === 'backchannel-logout') return value === 'none' ? null : value;
  return name.endsWith('redirect') ? addressesIn(String(value)) : value;
}

const addressesIn = (list: string) =>
  list
    .split(',')
    .map((uri) => uri.trim())
    .filter(Boolean);

const nameOf = (field: string) => Object.keys(FIELDS).find((one) => FIELDS[one] === field) ?? field;

/** The program that was described; refuses with a sentence that names the option. */
export function readClient(given: object): z.output<typeof NewClient> {
  const parsed = NewClient.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues as [z.core.$ZodIssue];
  const field = String(issue.path[0] ?? '');
  const name = Object.keys(CLIENT_OPTIONS).includes(field) ? field : nameOf(field);
  const says =
    field === 'kind' ? `is one of ${CLIENT_KINDS.join(', ')}` : sayFieldError(issue.message);
  throw new CommandRefused(`${field === 'id' ? 'The id' : `--${name}`} ${says}.`, 2);
}
