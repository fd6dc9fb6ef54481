import { defineCommand } from 'citty';
import { backupCommand } from '#lib/operator/backups/command';
import { clearTimes, findTimes } from '#lib/operator/clock/clear-times';
import { compareCommand, copyCommand } from '#lib/operator/db-copy';
import { tableOf } from '#lib/operator/listed';
import { rehearseCommand } from '#lib/operator/rehearsal/command';
import { command, type Report, requireDatabase } from '#lib/operator/terminal';

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
    const things = [...(clear ? left : before)].map(([name, count]) => ({
      cells: [name, `${count}`],
    }));
    const cleared = clear ? Math.max(0, sum(before) - sum(left)) : 0;
    const says = clear ? [`${cleared} cleared.`] : [];
    return {
      lines: [...says, ...tableOf([], things, 'No stored time lies too far ahead.')],
      data: { times: Object.fromEntries(left), cleared },
    };
  },
);

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0);

export const database = defineCommand({
  meta: { name: 'db', description: 'Look after the database' },
  subCommands: {
    backup: backupCommand,
    rehearse: rehearseCommand,
    copy: copyCommand,
    compare: compareCommand,
    times,
  },
});
