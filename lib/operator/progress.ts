import type { Progress } from '#lib/db/copy/copy';

const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';
const WIDTH = 30;

/** What is done, which part of it (0 to 1), and what else there is to say. */
type Bar = { what: string; part: number; says: string };

/** Does the work and shows how far it is, on one line of a terminal; says nothing where there is none. */
export async function withBar<Value>(
  work: (tell?: (bar: Bar) => void) => Promise<Value>,
): Promise<Value> {
  const { stderr } = process;
  if (!stderr.isTTY) return await work();
  let shownAt = Number.NEGATIVE_INFINITY;
  try {
    return await work((bar) => {
      if (performance.now() - shownAt < EVERY_MS && bar.part < 1) return;
      shownAt = performance.now();
      stderr.write(`${CLEAR_LINE}${barOf(bar)}`);
    });
  } finally {
    stderr.write(CLEAR_LINE);
  }
}

/** The same for what comes by table and row: "Copying sessions  [#####     ]  17 %  (170000 of 1000000)". */
export const withProgress = <Value>(
  work: (onProgress?: Progress) => Promise<Value>,
): Promise<Value> =>
  withBar((tell) =>
    work(
      tell &&
        (({ what, table, rows, total }) => {
          const part = rows < total ? rows / Math.max(1, total) : 1;
          tell({ what: `${what} ${table}`, part, says: `${rows} of ${total}` });
        }),
    ),
  );

function barOf({ what, part, says }: Bar): string {
  const bar = '#'.repeat(Math.round(part * WIDTH)).padEnd(WIDTH);
  return `${what}  [${bar}]  ${Math.round(part * 100)} %  (${says})`;
}
