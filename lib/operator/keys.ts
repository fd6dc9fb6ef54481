import { defineCommand } from 'citty';
import { listKeys, rotateKeys } from '#lib/oauth/keys';
import { KEY_OVERLAP_SECONDS } from '#lib/oauth/lifetimes';
import { tableOf } from '#lib/operator/listed';
import {
  CommandRefused,
  command,
  hasSecret,
  type Report,
  requireDatabase,
  requireServerSecret,
} from '#lib/operator/terminal';

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
    if (!hasSecret()) throw new CommandRefused('Set SESSION_SECRET as the server has it.', 1);
    await requireServerSecret();
    const kid = await rotateKeys('operator', { dropOld: dropOld === true });
    const hours = KEY_OVERLAP_SECONDS / 3600;
    const old = dropOld
      ? 'The old keys are gone.'
      : `The old keys stay published for ${hours} hours.`;
    return {
      lines: [
        `Access tokens are signed with ${kid} now, id_tokens with it or its RS256 twin.`,
        old,
      ],
      data: { kid },
    };
  },
);

const NO_KEYS = 'No keys yet: the first token makes one.';

const list = command(
  'list',
  'List the keys that tokens are verified with',
  {},
  async (): Promise<Report> => {
    requireDatabase();
    const keys = await listKeys();
    const things = keys.map(({ kid, alg, createdAt, retiredAt }) => ({
      cells: [
        kid,
        alg,
        `made ${createdAt.toISOString()}`,
        retiredAt
          ? { says: `retired ${retiredAt.toISOString()}`, style: 'dim' as const }
          : { says: 'signs', style: 'green' as const },
      ],
    }));
    return {
      lines: tableOf(['KEY', 'ALGORITHM', 'MADE', 'STATE'], things, NO_KEYS),
      data: { keys },
    };
  },
);

export const keys = defineCommand({
  meta: { name: 'keys', description: 'The keys that tokens are signed with' },
  subCommands: { list, rotate },
});
