import { type Cell, inColumns, isScreen, oneLine, paint } from '#lib/screen';

/** One thing of a list: its cells for a screen, and its line for a pipe where that is not just its cells. */
type Thing = { cells: Cell[]; line?: string };
type Table = { head: string[]; things: Thing[] };

/** What a command says, line by line, with its lists as columns. */
export type Lines = (Cell | Table)[];

/** A list under a head, or one sentence that there is nothing. A pipe gets the same lines whatever a screen shows. */
export const tableOf = (head: string[], things: Thing[], none: string): Lines =>
  things.length > 0 ? [{ head, things }] : [none];

/** What a command says as text: in columns and colours on a screen, plain and stable elsewhere. */
export const textOfLines = (lines: Lines, stream: NodeJS.WriteStream = process.stdout): string =>
  lines.flatMap((line) => (isScreen(stream) ? onScreen(line, stream) : inPipe(line))).join('\n');

const isTable = (line: Cell | Table): line is Table => typeof line === 'object' && 'head' in line;
const wordsOf = (cell: Cell) => (typeof cell === 'string' ? cell : cell.says);

function onScreen(line: Cell | Table, stream: NodeJS.WriteStream): string[] {
  if (isTable(line)) {
    const rows = line.things.map(({ cells }) => cells);
    return inColumns(line.head, rows, stream);
  }
  if (typeof line === 'string') return [oneLine(line)];
  return [paint(line.style, oneLine(line.says), stream)];
}

function inPipe(line: Cell | Table): string[] {
  if (!isTable(line)) return [oneLine(wordsOf(line))];
  return line.things.map(({ cells, line: said }) =>
    oneLine(said ?? cells.map(wordsOf).filter(Boolean).join('  ')),
  );
}
