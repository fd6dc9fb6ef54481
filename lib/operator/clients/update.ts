import { asGiven, updateClient } from '#lib/oauth/change-client';
import { findClient } from '#lib/oauth/clients';
import { TAKEN } from '#lib/operator/clients/add';
import { factsFor } from '#lib/operator/clients/facts';
import { CLIENT_OPTIONS, clientId, readClient, settingsIn } from '#lib/operator/clients/options';
import { CommandRefused, command, type Report, requireDatabase } from '#lib/operator/terminal';

export const updateProgram = command(
  'update',
  'Change the settings of a program; consents, sessions and its secret stay',
  { id: clientId, ...CLIENT_OPTIONS },
  async ({ id, json: _, ...given }): Promise<Report> => {
    requireDatabase();
    const client = await findClient(String(id));
    if (!client) throw new CommandRefused(`There is no client ${id}.`, 3);
    const settings = settingsIn(given, client.kind);
    if (Object.keys(settings).length === 0) throw new CommandRefused('Say what to change.', 2);
    // The id stays, and that of a document is none that could be added.
    const wanted = readClient({ ...asGiven(client), ...settings, id: 'its-own' });
    const done = await updateClient({ ...wanted, id: client.id });
    if (!done.ok) throw new CommandRefused(TAKEN.audience_taken(), 1);
    const now = await findClient(client.id);
    return {
      lines: [`${client.id} is changed.`, ...(now ? factsFor(now) : [])],
      data: { client: now },
    };
  },
);
