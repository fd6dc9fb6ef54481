import { addClient, findClient } from '#lib/oauth/clients';
import { factsFor } from '#lib/operator/clients/facts';
import { CLIENT_OPTIONS, clientId, readClient, settingsIn } from '#lib/operator/clients/options';
import { forOption, kindFor, redirectFor, snippetFor } from '#lib/operator/clients/snippets';
import {
  CommandRefused,
  command,
  type Report,
  requireDatabase,
  requireServerSecret,
} from '#lib/operator/terminal';

export const addProgram = command(
  'add',
  'Let a program ask people to be let in',
  {
    id: clientId,
    kind: {
      type: 'string',
      description:
        'native: an app or a terminal, keeps no secret; web: a site that people sign in to with Gatehouse; service: an API that checks our tokens; machine: a program of yours that calls services for itself. Default: native, or what the page of --for says',
      default: '',
    },
    ...CLIENT_OPTIONS,
    for: forOption,
  },
  async ({ id, kind: said, for: software, ...given }): Promise<Report> => {
    refusePages(String(said || software), String(given['redirect']));
    const kind = String(said || (software ? kindFor(String(software)) : 'native'));
    const redirect = redirectFor(String(software), String(given['redirect']));
    const settings = settingsIn({ ...given, redirect }, kind);
    const wanted = readClient({ redirectUris: [], name: id, ...settings, id, kind });
    await (wanted.kind === 'native' ? requireDatabase() : requireServerSecret());
    const done = await addClient(wanted);
    if (!done.ok) throw new CommandRefused(TAKEN[done.reason](wanted.id), 1);
    const client = await findClient(wanted.id);
    const secret = done.value;
    const snippet = client && snippetFor(String(software), client, secret);
    return {
      lines: [
        `${wanted.id} may ask now (${wanted.kind}).`,
        ...(secret ? [`Its secret, shown this once: ${secret}`] : []),
        ...(client ? factsFor(client) : []),
        ...(snippet ? ['', ...snippet.split('\n')] : []),
      ],
      data: {
        client_id: wanted.id,
        kind: wanted.kind,
        client_secret: secret,
        ...(snippet ? { snippet } : {}),
      },
    };
  },
);

export const TAKEN = {
  taken: (wanted: string) => `There is a client ${wanted} already.`,
  audience_taken: () => 'Another service has this audience. Its tokens would open both.',
};

/** What somebody calls a page that is to hold its tokens itself, and the libraries for that. */
const OF_PAGES =
  /^(browser|spa|page|oidc-client(-ts|-js)?|react-oidc-context|angular-(auth-oidc-client|oauth2-oidc))$/i;

/** A page that keeps tokens where each of its scripts reads them is told so before anybody signs in to it. */
function refusePages(what: string, redirect: string) {
  const isVague = what === '' && /^https:/.test(redirect) && !redirect.includes('http:');
  if (isVague)
    throw new CommandRefused(
      'Say by --kind what takes answers there: web, a site with a server of its own; native, an app that has claimed this address. A page without a server is not offered.',
      2,
    );
  if (!OF_PAGES.test(what)) return;
  throw new CommandRefused(
    'A page without a server of its own cannot be a client: its tokens would lie where every script of it reads them, and /oauth/token answers no browser. Give it a server, and add that one: --kind web. See docs/clients.md.',
    2,
  );
}
