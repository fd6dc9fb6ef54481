import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 2;

/**
 * Rows that a person can make many of, one after the other: read in slices with a pause between them, so that
 * nobody waits for it. `read` gives those after a row, at most `size` of them, in an order that has no ties.
 */
export async function* inSlices<Row>(
  size: number,
  read: (last: Row | null) => PromiseLike<Row[]>,
): AsyncGenerator<Row> {
  for (let last: Row | null = null; ; ) {
    const rows = await read(last);
    yield* rows;
    if (rows.length < size) return;
    last = rows.at(-1) ?? null;
    await sleep(PAUSE_MS);
  }
}
