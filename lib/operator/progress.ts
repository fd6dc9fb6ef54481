import type { Progress } from '#lib/db/copy/copy';

const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';
const WIDTH = 30;

/** Does the work and shows how far it is, on one line of a terminal; says nothing where there is none. */
export async function withProgress<Value>(
  work: (onProgress?: Progress) => Promise<Value>,
): Promise<Value> {
  const { stderr } = process;
  if (!stderr.isTTY) return await work();
  let shownAt = Number.NEGATIVE_INFINITY;
  try {
    return await work((done) => {
      if (performance.now() - shownAt < EVERY_MS && done.rows < done.total) return;
      shownAt = performance.now();
      stderr.write(`${CLEAR_LINE}${barOf(done)}`);
    });
  } finally {
    stderr.write(CLEAR_LINE);
  }
}

/** "Copying sessions  [#####     ]  17 %  (170000 of 1000000)". */
function barOf({ what, table, rows, total }: Parameters<Progress>[0]): string {
  const part = Math.min(1, rows / Math.max(1, total));
  const bar = '#'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH);
  return `${what} ${table}  [${bar}]  ${Math.round(part * 100)} %  (${rows} of ${total})`;
}
