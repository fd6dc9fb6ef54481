import { findClient, type OAuthClient } from '#lib/oauth/clients';
import { countPeople, MOST_COUNTED } from '#lib/oauth/people';
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
    const people = await countPeople(client.id);
    const snippet = snippetFor(String(software), client, null);
    return {
      lines: [
        `${client.id}  "${client.name}"  ${client.kind}  added ${client.createdAt.toISOString()}`,
        ...(client.disabledAt ? [`Disabled since ${client.disabledAt.toISOString()}.`] : []),
        ...lifeOf(client, people),
        ...factsFor(client),
        ...(snippet ? ['', ...snippet.split('\n')] : []),
      ],
      data: { client, people, ...(snippet ? { snippet } : {}) },
    };
  },
);

/** What became of it since it was added. */
function lifeOf(client: OAuthClient, people: number): string[] {
  const { lastUsedAt, secretCreatedAt, oldSecretEndsAt } = client;
  const before = oldSecretEndsAt && `; the one before opens until ${oldSecretEndsAt.toISOString()}`;
  return [
    lastUsedAt ? `Last used ${lastUsedAt.toISOString()}.` : 'It was not used yet.',
    `Let in by ${people > MOST_COUNTED ? `more than ${MOST_COUNTED}` : people} people.`,
    ...(secretCreatedAt
      ? [`Its secret is of ${secretCreatedAt.toISOString()}${before ?? ''}.`]
      : []),
  ];
}
