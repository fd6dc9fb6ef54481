import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What asks a command to stop: also a terminal that is closed. */
const STOPS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Works in a folder of this user's alone, that is gone afterwards, also when the command is stopped. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-rehearsal-'));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => process.exit(1);
  process.once('exit', clear);
  for (const signal of STOPS) process.once(signal, stop);
  try {
    return await work(folder);
  } finally {
    clear();
    process.off('exit', clear);
    for (const signal of STOPS) process.off(signal, stop);
  }
}
