import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];
type Stream = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

/** Text, and how it is painted where there are colours. */
export type Cell = string | { says: string; style: Style };

const GAP = '  ';
/** A longer cell moves the rest of its own row, and widens no column. */
const MOST_WIDE = 48;
/** With less room than this beside the others the last cell stands below them, moved in by so much. */
const LEAST_ROOM = 28;
const BELOW = 4;

/** Text in this style where the stream is a terminal with colours; NO_COLOR and FORCE_COLOR decide first. */
export const paint = (style: Style, text: string, stream: Stream = process.stdout) =>
  text === '' ? '' : styleText(style, text, { stream: stream as NodeJS.WriteStream });

/** Whether a person looks: a terminal, or a pipe for which FORCE_COLOR asks for colours. */
export const isScreen = (stream: Stream = process.stdout): boolean =>
  Boolean(stream.isTTY) || paint('red', 'x', stream) !== 'x';

/** What came from outside, as one line that cannot move the cursor or turn the text around. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');

const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|(?![\uff61-\uffdc])[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])/u;
const NO_WIDTH = /^[\p{M}\p{Cc}\p{Cf}]*$/u;
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many places of a terminal a text takes: two for a wide sign, none for a mark that stands on another. */
export const widthOf = (text: string): number =>
  [...signs.segment(text)].reduce(
    (sum, { segment }) => sum + (NO_WIDTH.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1),
    0,
  );

const filled = (text: string, width: number) =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/**
 * Rows as columns of equal width under a head, each cell harmless. The last cell of a row goes on under itself where the
 * terminal is too narrow for it; a column without anything in it is left out.
 */
export function inColumns(head: string[], rows: Cell[][], stream: Stream = process.stdout) {
  const heading = head.map((says) => ({ says, style: ['dim'] as Style }));
  const all = [...(head.length > 0 ? [heading] : []), ...rows].map((row) => row.map(partsOf));
  const body = all.slice(head.length > 0 ? 1 : 0);
  const isUsed = (at: number) => body.some((row) => row[at] && row[at].says !== '');
  const used = all.map((row) => row.filter((_, at) => isUsed(at)));
  const widths = widthsOf(used.map((row) => row.map(({ says }) => widthOf(says))));
  return used.map((row) => lineOf(row, widths, stream));
}

type Part = { says: string; style?: Style };

const partsOf = (cell: Cell): Part =>
  typeof cell === 'string' ? { says: oneLine(cell) } : { ...cell, says: oneLine(cell.says) };

/** Of each column the widest cell that is not the last of its row. */
const widthsOf = (rows: number[][]): number[] =>
  rows.reduce<number[]>((known, row) => {
    for (const [at, width] of row.slice(0, -1).entries())
      known[at] = Math.max(known[at] ?? 0, Math.min(width, MOST_WIDE));
    return known;
  }, []);

function lineOf(row: Part[], widths: number[], stream: Stream): string {
  const painted = ({ style }: Part, text: string) => (style ? paint(style, text, stream) : text);
  const before = row.slice(0, -1).map((part, at) => {
    const text = filled(part.says, widths[at] ?? 0);
    return painted(part, text) + GAP;
  });
  const last = row.at(-1) ?? { says: '' };
  const indent = widths
    .slice(0, row.length - 1)
    .reduce((sum, width) => sum + width + GAP.length, 0);
  // A terminal that was not told its width says 0.
  const columns = stream.columns || Number.POSITIVE_INFINITY;
  const isBeside = columns - indent >= LEAST_ROOM || widthOf(last.says) <= columns - indent;
  const from = isBeside ? indent : BELOW;
  const lines = wrapped(last.says, columns - from).map((line) => painted(last, line));
  const first = before.join('').trimEnd();
  const beside = before.join('') + (lines[0] ?? '');
  const rest = (isBeside ? lines.slice(1) : lines).map((line) => ' '.repeat(from) + line);
  return [isBeside ? beside.trimEnd() : first, ...rest].join('\n');
}

/** A text in lines of this width, broken at blanks. A longer word stays whole, so that it can be copied. */
function wrapped(text: string, room: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last === '' || widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
