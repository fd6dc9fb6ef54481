import { defineCommand } from 'citty';
import { NewProvider, PROVIDER_KINDS } from '#lib/env/providers';
import { readSecret } from '#lib/operator/hidden-line';
import { tableOf } from '#lib/operator/listed';
import { domains } from '#lib/operator/provider-domains';
import {
  CommandRefused,
  command,
  type Report,
  requireDatabase,
  requireServerSecret,
} from '#lib/operator/terminal';
import { callbackOf } from '#lib/providers/begin';
import { checkProvider } from '#lib/providers/check';
import { listDomains } from '#lib/providers/domains';
import { addProvider, listProviders, providerOf, removeProvider } from '#lib/providers/stored';

const name = { type: 'positional', description: 'What it is called in addresses' } as const;
const option = (description: string) => ({ type: 'string', description, default: '' }) as const;

const add = command(
  'add',
  'Let people sign in by another site; its client secret is read from standard input, or asked for',
  {
    kind: { type: 'positional', description: `One of ${PROVIDER_KINDS.join(', ')}` },
    'client-id': option('What that site calls this one'),
    issuer: option('Of the kind oidc, and of a GitLab or tenant of your own: its address'),
    name: option('What it is called in addresses; the kind if nothing is said'),
    title: option('What its button says'),
    team: option('Of Apple: the team'),
    key: option('Of Apple: the key whose .p8 file is the secret'),
  },
  async ({ json: _, _: __, kind, 'client-id': clientId, ...given }): Promise<Report> => {
    const said = Object.entries({ ...given, clientId }).filter(
      ([at, value]) => value && at in FIELDS,
    );
    await requireServerSecret();
    // What is wrong is said before anybody types a secret.
    read({ kind, ...Object.fromEntries(said), clientSecret: 'not asked for yet' });
    const clientSecret = await readSecret('Client secret (it is not shown): ');
    const wanted = read({ kind, ...Object.fromEntries(said), clientSecret });
    const provider = providerOf(wanted);
    if (!(await addProvider(wanted))) throw new CommandRefused('There are twenty already.', 1);
    const redirect = callbackOf(provider.name);
    return {
      lines: [
        `People can sign in with ${provider.title} (${provider.name}).`,
        `Give it this redirect address: ${redirect}`,
      ],
      data: { name: provider.name, kind: provider.kind, redirect },
    };
  },
);

/** The options that stand for a field of the same name. */
const FIELDS: Record<string, true> = {
  clientId: true,
  issuer: true,
  name: true,
  title: true,
  team: true,
  key: true,
};

function read(given: object): NewProvider {
  const parsed = NewProvider.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new CommandRefused(`${parsed.error.issues[0]?.message}.`, 2);
}

const list = command(
  'list',
  'List the sites that people can sign in by',
  {},
  async (): Promise<Report> => {
    requireDatabase();
    const providers = await listProviders();
    const things = providers.map((one) => ({
      cells: [one.name, `"${one.title}"`, one.kind, one.issuer, callbackOf(one.name)],
    }));
    const lines = tableOf(['NAME', 'TITLE', 'KIND', 'ISSUER', 'REDIRECT'], things, 'No providers.');
    return { lines, data: { providers } };
  },
);

const remove = command(
  'remove',
  'Take a site away: nobody signs in by it any more, until it is added again',
  { name },
  async ({ name: typed }): Promise<Report> => {
    requireDatabase();
    const sent = (await listDomains()).find(({ provider }) => provider === typed);
    if (sent)
      throw new CommandRefused(`${sent.domain} is sent to ${typed}. Remove that domain first.`, 1);
    if (!(await removeProvider(String(typed))))
      throw new CommandRefused(`There is no provider ${typed} in the database.`, 3);
    return { lines: [`Nobody signs in by ${typed} any more.`], data: { removed: typed } };
  },
);

const check = command(
  'check',
  'Ask each site whether it answers as it should',
  {},
  async (): Promise<Report> => {
    requireDatabase();
    const found = await Promise.all((await listProviders()).map(checkProvider));
    const lines = found.map(({ provider, fault }) => `${provider}  ${fault ?? 'answers'}`);
    if (found.some(({ fault }) => fault !== null)) throw new CommandRefused(lines.join('\n'), 1);
    return { lines: lines.length > 0 ? lines : ['No providers.'], data: { providers: found } };
  },
);

export const providers = defineCommand({
  meta: { name: 'providers', description: 'Say by which other sites people sign in' },
  subCommands: { add, list, remove, check, domain: domains },
});
