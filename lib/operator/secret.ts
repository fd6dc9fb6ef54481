import { defineCommand } from 'citty';
import { randomSecret } from '#lib/crypto/tokens';
import { command } from '#lib/operator/terminal';

const create = command(
  'new',
  'Print a new secret for SESSION_SECRET; changes nothing by itself',
  {},
  () => {
    const secret = randomSecret();
    return { lines: [secret], data: { secret } };
  },
);

export const secret = defineCommand({
  meta: { name: 'secret', description: 'Make secrets' },
  subCommands: { new: create },
});
