import { once } from 'node:events';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { exportLog } from '#lib/admin/audit-export';
import { FORMATS, type Format } from '#lib/audit/format';
import { readMoment } from '#lib/audit/period';
import { readHead } from '#lib/audit/rows';
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
    else await write(process.stdout, pieces.value);
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

function newFile(name: string): string {
  // npm changes to the project's folder; the person meant the one they are in.
  const target = resolve(process.env['INIT_CWD'] ?? '', name);
  if (!existsSync(dirname(target)))
    throw new CommandRefused(`There is no folder ${dirname(target)}.`, 1);
  if (existsSync(target)) throw isThere(target);
  return target;
}

const isThere = (target: string) =>
  new CommandRefused(`${target} is there already. Nothing was written over; name another file.`, 1);

/** The file appears for its owner only; one that could not be written to its end is taken away again. */
async function writeFile(target: string, pieces: AsyncGenerator<string>) {
  const stream = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  try {
    await once(stream, 'open');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? isThere(target) : error;
  }
  try {
    await write(stream, pieces);
    stream.end();
    await finished(stream);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}

async function write(stream: Writable, pieces: AsyncGenerator<string>) {
  let failure: Error | null = null;
  stream.on('error', (error) => {
    failure = error;
  });
  for await (const piece of pieces) {
    if (failure) break;
    if (!stream.write(piece)) await untilDrained(stream);
  }
  // The reader has read enough: `… | head`.
  if (failure && (failure as NodeJS.ErrnoException).code !== 'EPIPE') throw failure;
}

const untilDrained = (stream: Writable) =>
  new Promise<void>((done) => {
    for (const event of ['drain', 'error', 'close']) stream.once(event, () => done());
  });
