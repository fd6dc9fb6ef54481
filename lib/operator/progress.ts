import type { Progress } from '#lib/db/copy/copy';
import { oneLine, paint } from '#lib/screen';

const EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';
const WIDTH = 30;

/** What is done, which part of it (0 to 1; null where nobody knows the whole), and what else there is to say. */
type Bar = { what: string; part: number | null; says: string };
/** Shows this on the line. */
export type Tell = (bar: Bar) => void;

/** Does the work and shows how far it is, on one line of a terminal; says nothing where there is none. */
export async function withBar<Value>(work: (tell?: Tell) => Promise<Value>): Promise<Value> {
  const { stderr } = process;
  if (!stderr.isTTY) return await work();
  let shownAt = Number.NEGATIVE_INFINITY;
  try {
    return await work((bar) => {
      if (performance.now() - shownAt < EVERY_MS && (bar.part ?? 0) < 1) return;
      shownAt = performance.now();
      stderr.write(`${CLEAR_LINE}${barOf(bar, stderr.columns)}`);
    });
  } finally {
    stderr.write(CLEAR_LINE);
  }
}

/** How many are done a second since this was made, as words: "1700 a second". */
export function rateFromNow() {
  const begun = performance.now();
  return (done: number) => {
    const seconds = Math.max(0.001, (performance.now() - begun) / 1000);
    return `${Math.round(done / seconds)} a second`;
  };
}

/** The same for what comes by table and row: "Copying sessions  [#####     ]  17 %  (170000 of 1000000, 90000 a second)". */
export const withProgress = <Value>(
  work: (onProgress?: Progress) => Promise<Value>,
): Promise<Value> =>
  withBar((tell) => {
    let table = '';
    let rateOf = rateFromNow();
    const onProgress: Progress = (told) => {
      if (table !== `${told.what} ${told.table}`) rateOf = rateFromNow();
      table = `${told.what} ${told.table}`;
      tell?.(barFor(told, rateOf(told.rows)));
    };
    return work(tell && onProgress);
  });

type Told = Parameters<Progress>[0];

const barFor = ({ what, table, rows, total }: Told, rate: string): Bar => ({
  what: `${what} ${table}`,
  part: rows < total ? rows / Math.max(1, total) : 1,
  says: `${rows} of ${total}, ${rate}`,
});

/** A line longer than the terminal would not be taken back: the bar gives way, and then the end of the line. */
function barOf({ what, part, says }: Bar, columns = 100): string {
  const told = part === null ? '' : `${Math.round(part * 100)} %  `;
  const room = columns - what.length - told.length - says.length - 9;
  const width = part === null ? 0 : Math.max(0, Math.min(WIDTH, room));
  const bar = width > 0 ? `[${'#'.repeat(Math.round((part ?? 0) * width)).padEnd(width)}]  ` : '';
  const line = oneLine(`${what}  ${bar}${told}(${says})`).slice(0, Math.max(10, columns - 1));
  return line.replace(/#+/, (sign) => paint('green', sign, process.stderr));
}
