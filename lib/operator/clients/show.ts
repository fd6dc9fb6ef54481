import { findClient } from '#lib/oauth/clients';
import { factsFor } from '#lib/operator/clients/facts';
import { clientId } from '#lib/operator/clients/options';
import { forOption, snippetFor } from '#lib/operator/clients/snippets';
import { CommandRefused, command, type Report, requireDatabase } from '#lib/operator/terminal';

export const showProgram = command(
  'show',
  'Show a program and what its developer has to know; the secret is not shown',
  { id: clientId, for: forOption },
  async ({ id, for: software }): Promise<Report> => {
    requireDatabase();
    const client = await findClient(String(id));
    if (!client) throw new CommandRefused(`There is no client ${id}.`, 3);
    const snippet = snippetFor(String(software), client, null);
    return {
      lines: [
        `${client.id}  "${client.name}"  ${client.kind}  added ${client.createdAt.toISOString()}`,
        ...(client.disabledAt ? [`Disabled since ${client.disabledAt.toISOString()}.`] : []),
        ...factsFor(client),
        ...(snippet ? ['', ...snippet.split('\n')] : []),
      ],
      data: { client, ...(snippet ? { snippet } : {}) },
    };
  },
);
