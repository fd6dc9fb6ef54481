import { exportLog } from '#lib/admin/audit-export';
import { FORMATS, type Format } from '#lib/audit/format';
import { readMoment } from '#lib/audit/period';
import { readHead } from '#lib/audit/rows';
import { newFile, writeFile, writeTo } from '#lib/operator/new-file';
import { CommandRefused, command, type Report, requireDatabase } from '#lib/operator/terminal';

/** `audit export`: to standard output, and then the head is told on standard error, or into a new file. */
export const exportCommand = command(
  'export',
  'Write the log, or a period of it, as NDJSON or CSV',
  {
    file: {
      type: 'positional',
      description: 'A file to be made; an existing one is refused',
      required: false,
    },
    format: { type: 'string', description: FORMATS.join(' or '), default: 'ndjson' },
    from: { type: 'string', description: 'A day or moment (UTC), e.g. 2026-11-22', default: '' },
    to: { type: 'string', description: 'A day, which counts whole, or a moment', default: '' },
  },
  async ({ file, format, from, to }): Promise<Report | null> => {
    if (!FORMATS.includes(format as Format))
      throw new CommandRefused(`--format takes ${FORMATS.join(' or ')}.`, 2);
    const period = { from: momentFrom('from', from), to: momentFrom('to', to) };
    requireDatabase();
    const target = file ? newFile(String(file)) : null;
    const pieces = await exportLog('operator', { format: format as Format, ...period });
    if (!pieces.ok) throw new CommandRefused('This is not allowed.', 1);
    if (target) await writeFile(target, pieces.value);
    else await writeTo(process.stdout, pieces.value);
    const { seq, hash } = (await readHead()) ?? { seq: 0, hash: '' };
    const head = `${seq}:${hash}`;
    if (target)
      return { lines: [`Written into ${target}.`, `Head: ${head}`], data: { file: target, head } };
    console.error(`Head: ${head}`);
    return null;
  },
);

function momentFrom(name: 'from' | 'to', given: unknown): Date | undefined {
  const moment = readMoment(String(given), name);
  if (moment !== null) return moment;
  throw new CommandRefused(
    `--${name} takes a day or a moment, e.g. 2026-11-22 or 2026-11-22T05:12.`,
    2,
  );
}
