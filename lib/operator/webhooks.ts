import { defineCommand } from 'citty';
import { tableOf } from '#lib/operator/listed';
import {
  CommandRefused,
  command,
  type Report,
  requireDatabase,
  requireServerSecret,
} from '#lib/operator/terminal';
import {
  addWebhook,
  listWebhooks,
  MOST_WEBHOOKS,
  removeWebhook,
  testWebhook,
} from '#lib/webhooks/stored';

const id = { type: 'positional', description: 'Its id, as "webhooks list" says it' } as const;

const REFUSED = {
  not_fetched:
    'This is no address that can be told: https://, and a host that the internet reaches.',
  unknown_event:
    'One of these is no event. "audit list --help" and docs/webhooks.md say which there are.',
  too_many: `There are ${MOST_WEBHOOKS} already. Remove one first.`,
};

const add = command(
  'add',
  'Tell a place of events of the audit log, signed (Standard Webhooks); prints its secret once',
  {
    url: { type: 'positional', description: 'https://…' },
    events: {
      type: 'string',
      description: 'Types of event, with commas between them; all if nothing is said',
      default: '',
    },
  },
  async ({ url, events }): Promise<Report> => {
    await requireServerSecret();
    const added = await addWebhook(String(url), String(events));
    if (!added.ok)
      throw new CommandRefused(REFUSED[added.reason], added.reason === 'too_many' ? 1 : 2);
    const { value } = added;
    return {
      lines: [
        `${url} is told from now on of ${value.events === '*' ? 'every event' : value.events}.`,
        `Its id: ${value.id}`,
        `Its secret, shown this once: ${value.secret}`,
      ],
      data: { url, ...value },
    };
  },
);

const list = command(
  'list',
  'List the places, and how each fares',
  {},
  async (): Promise<Report> => {
    requireDatabase();
    const webhooks = await listWebhooks();
    const things = webhooks.map(({ id, url, events, attempts, lastError }) => ({
      cells: [
        id,
        url,
        events,
        attempts > 0
          ? { says: `waits: ${lastError} (${attempts})`, style: 'yellow' as const }
          : { says: 'takes what it is told', style: 'green' as const },
      ],
    }));
    const lines = tableOf(['ID', 'ADDRESS', 'EVENTS', 'STATE'], things, 'No webhooks.');
    return { lines, data: { webhooks } };
  },
);

const remove = command(
  'remove',
  'Tell a place nothing any more',
  { id },
  async ({ id: typed }): Promise<Report> => {
    requireDatabase();
    if (!(await removeWebhook(String(typed))))
      throw new CommandRefused(`There is no webhook ${typed}.`, 3);
    return { lines: [`${typed} is told nothing any more.`], data: { removed: typed } };
  },
);

const test = command(
  'test',
  'Send a made-up event now, and say what is answered',
  { id },
  async ({ id: typed }): Promise<Report> => {
    await requireServerSecret();
    const done = await testWebhook(String(typed));
    if (!done) throw new CommandRefused(`There is no webhook ${typed}.`, 3);
    if (!done.ok) throw new CommandRefused(`It was not taken: ${done.because}.`, 1);
    return { lines: ['It was taken.'], data: { taken: true } };
  },
);

export const webhooks = defineCommand({
  meta: { name: 'webhooks', description: 'Tell other programs what happens, signed' },
  subCommands: { add, list, remove, test },
});
