import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { defineCommand } from 'citty';
import { backUp } from '#lib/db/back-up';
import { isShared } from '#lib/db/client';
import { clearTimes, findTimes } from '#lib/operator/clock/clear-times';
import { compareCommand, copyCommand } from '#lib/operator/db-copy';
import { CommandRefused, command, type Report, requireDatabase } from '#lib/operator/terminal';

const backup = command(
  'backup',
  'Copy the database into a new file while the server runs, and check the copy',
  { file: { type: 'positional', description: 'The file to be made; an existing one is refused' } },
  async ({ file }): Promise<Report> => {
    requireDatabase();
    if (isShared())
      throw new CommandRefused(
        'PostgreSQL has its own: pg_dump, or see docs/deploy/postgresql.md.',
        1,
      );
    // npm changes to the project's folder; the person meant the one they are in.
    const target = resolve(process.env['INIT_CWD'] ?? '', String(file));
    if (!existsSync(dirname(target)))
      throw new CommandRefused(`There is no folder ${dirname(target)}.`, 1);
    const done = await backUp(target);
    if (!done.ok) throw new CommandRefused(`${target} ${SAYS[done.reason]}`, 1);
    const { bytes } = done.value;
    return {
      lines: [`Copied into ${target} (${bytes} bytes). The copy is whole.`],
      data: { file: target, bytes },
    };
  },
);

const times = command(
  'times',
  'List stored times that a wrong clock has set further ahead than they can be',
  {
    clear: {
      type: 'boolean',
      description: 'End and delete what has such a time; entries of the audit log stay',
    },
  },
  async ({ clear }): Promise<Report> => {
    requireDatabase();
    const before = await findTimes();
    if (clear && before.size > 0) await clearTimes();
    const left = clear ? await findTimes() : before;
    const lines = [...(clear ? left : before)].map(([name, count]) => `${name}  ${count}`);
    const cleared = clear ? Math.max(0, sum(before) - sum(left)) : 0;
    const says = clear ? [`${cleared} cleared.`] : [];
    return {
      lines: [...says, ...(lines.length > 0 ? lines : ['No stored time lies too far ahead.'])],
      data: { times: Object.fromEntries(left), cleared },
    };
  },
);

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);

const SAYS = {
  file_exists: 'is there already. Nothing was written over; name another file.',
  damaged_copy: 'turned out damaged and was deleted. Run: npm run doctor',
};

export const database = defineCommand({
  meta: { name: 'db', description: 'Look after the database' },
  subCommands: { backup, copy: copyCommand, compare: compareCommand, times },
});
