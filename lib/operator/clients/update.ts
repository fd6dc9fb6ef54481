import { asGiven, updateClient } from '#lib/oauth/change-client';
import { findClient } from '#lib/oauth/clients';
import { documentHost } from '#lib/oauth/documents/address';
import { TAKEN } from '#lib/operator/clients/add';
import { factsFor } from '#lib/operator/clients/facts';
import { CLIENT_OPTIONS, clientId, readClient, settingsIn } from '#lib/operator/clients/options';
import { CommandRefused, command, type Report, requireDatabase } from '#lib/operator/terminal';

/** What each fetch of the document of a program says anew. */
const SAID_BY_DOCUMENT = ['name', 'redirectUris'];

export const updateProgram = command(
  'update',
  'Change the settings of a program; its sessions and its secret stay',
  { id: clientId, ...CLIENT_OPTIONS },
  async ({ id: typed, json: _, ...given }): Promise<Report> => {
    requireDatabase();
    const client = await findClient(String(typed));
    if (!client) throw new CommandRefused(`There is no client ${typed}.`, 3);
    const settings = settingsIn(given, client.kind);
    if (Object.keys(settings).length === 0) throw new CommandRefused('Say what to change.', 2);
    const host = documentHost(client.id);
    const ofDocument = host && Object.keys(settings).find((one) => SAID_BY_DOCUMENT.includes(one));
    if (ofDocument)
      throw new CommandRefused(`Its document at ${host} says its name and its addresses.`, 2);
    // Its address is no name that an operator could give.
    const id = host ? 'document' : client.id;
    const wanted = readClient({ ...asGiven(client), ...settings, id });
    const done = await updateClient(client.id, wanted);
    if (!done.ok) throw new CommandRefused(TAKEN.audience_taken(), 1);
    const now = await findClient(client.id);
    return {
      lines: [`${client.id} is changed.`, ...(now ? factsFor(now) : [])],
      data: { client: now },
    };
  },
);
