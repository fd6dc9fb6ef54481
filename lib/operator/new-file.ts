import { once } from 'node:events';
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { CommandRefused } from '#lib/operator/terminal';

/** Where a new file is to be; refuses one that is there. */
export function newFile(name: string): string {
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
export async function writeFile(target: string, pieces: AsyncGenerator<string>) {
  const stream = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  try {
    await once(stream, 'open');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? isThere(target) : error;
  }
  try {
    await writeTo(stream, pieces);
    stream.end();
    await finished(stream);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}

/** Writes the pieces, no faster than they are taken. A reader that has read enough ends it without a fault. */
export async function writeTo(stream: Writable, pieces: AsyncGenerator<string>) {
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
