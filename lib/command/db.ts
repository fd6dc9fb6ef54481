import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { defineCommand } from 'citty';
import { command, Refused, type Report, requireDatabase } from '#lib/command/terminal';
import { backUp } from '#lib/db/back-up';

const backup = command(
  'backup',
  'Copy the database into a new file while the server runs, and check the copy',
  { file: { type: 'positional', description: 'The file to be made; an existing one is refused' } },
  async ({ file }): Promise<Report> => {
    requireDatabase();
    // npm changes to the project's folder; the person meant the one they are in.
    const target = resolve(process.env['INIT_CWD'] ?? '', String(file));
    if (!existsSync(dirname(target)))
      throw new Refused(`There is no folder ${dirname(target)}.`, 1);
    const done = await backUp(target);
    if (!done.ok) throw new Refused(`${target} ${SAYS[done.reason]}`, 1);
    const { bytes } = done.value;
    return {
      lines: [`Copied into ${target} (${bytes} bytes). The copy is whole.`],
      data: { file: target, bytes },
    };
  },
);

const SAYS = {
  file_exists: 'is there already. Nothing was written over; name another file.',
  damaged_copy: 'turned out damaged and was deleted. Run: npm run doctor',
};

export const database = defineCommand({
  meta: { name: 'db', description: 'Look after the database' },
  subCommands: { backup },
});
