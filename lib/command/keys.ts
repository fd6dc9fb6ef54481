import { existsSync } from 'node:fs';
import { defineCommand } from 'citty';
import { command, Refused, type Report, requireDatabase } from '#lib/command/terminal';
import { checkSettings, secretFile } from '#lib/env';
import { listKeys, rotateKeys } from '#lib/oauth/keys';
import { KEY_OVERLAP_SECONDS } from '#lib/oauth/lifetimes';

const rotate = command(
  'rotate',
  'Sign tokens with a new key from now on; what the old one signed keeps verifying until it expires',
  {
    'drop-old': {
      type: 'boolean',
      description: 'The old key may have got out: let nothing it signed verify any more',
    },
  },
  async ({ 'drop-old': dropOld }): Promise<Report> => {
    requireSecret();
    requireDatabase();
    const kid = await rotateKeys('operator', { dropOld: dropOld === true });
    const hours = KEY_OVERLAP_SECONDS / 3600;
    const old = dropOld
      ? 'The old keys are gone.'
      : `The old key stays published for ${hours} hours.`;
    return {
      lines: [`Tokens are signed with ${kid} now.`, old],
      data: { kid },
    };
  },
);

/** The key is sealed under the server's secret: made under another, the server could not open it. */
function requireSecret() {
  const checked = checkSettings(process.env);
  if (!checked.ok || checked.settings.SESSION_SECRET) return;
  if (!existsSync(secretFile(checked.settings.DATABASE_URL)))
    throw new Refused('Set SESSION_SECRET as the server has it.', 1);
}

const list = command(
  'list',
  'List the keys that tokens are verified with',
  {},
  async (): Promise<Report> => {
    requireDatabase();
    const keys = await listKeys();
    const lines = keys.map(({ kid, createdAt, retiredAt }) =>
      [
        kid,
        `made ${createdAt.toISOString()}`,
        retiredAt ? `retired ${retiredAt.toISOString()}` : 'signs',
      ].join('  '),
    );
    return {
      lines: lines.length > 0 ? lines : ['No keys yet: the first token makes one.'],
      data: { keys },
    };
  },
);

export const keys = defineCommand({
  meta: { name: 'keys', description: 'The keys that tokens are signed with' },
  subCommands: { list, rotate },
});
