import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Leak, REASONS } from './find-leaks.ts';
import { ENCODINGS, NOT_SEEN } from './limits.ts';
import type { Shown } from './tables.ts';

/** What a run has to show. Nothing in it is secret: of a finding only kind and place are told. */
export type Proof = {
  date: string;
  seconds: number;
  version: string;
  browser: string;
  node: string;
  counts: Record<string, number>;
  texts: Record<string, number>;
  needles: Record<string, number>;
  verdicts: [what: string, problems: string[]][];
  leaks: Leak[];
  tables: Shown[];
};

export const isGood = ({ verdicts }: Proof) =>
  verdicts.every(([, problems]) => problems.length === 0);

/** Writes the report as one HTML file that needs nothing else, and as JSON, into a folder; answers where. */
export function writeReport(proof: Proof, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const good = isGood(proof);
  writeFileSync(
    join(folder, 'proof.json'),
    `${JSON.stringify({ isProven: good, encodings: ENCODINGS, notSeen: NOT_SEEN, belongs: REASONS, ...proof }, null, 2)}\n`,
  );
  const file = join(folder, 'proof.html');
  writeFileSync(file, pageOf(proof, good));
  return file;
}

export const versionOf = () =>
  (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;

const html = (text: unknown) =>
  String(text).replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;',
  );
const tag = (name: string, inner: string, more = '') => `<${name}${more}>${inner}</${name}>`;
const list = (items: string[]) => tag('ul', items.map((item) => tag('li', html(item))).join(''));
const row = (cells: unknown[], kind = 'td') =>
  tag('tr', cells.map((cell) => tag(kind, html(cell))).join(''));
const table = (head: string[], rows: unknown[][]) =>
  tag(
    'div',
    tag('table', row(head, 'th') + rows.map((cells) => row(cells)).join('')),
    ' class="wide"',
  );
const numbers = (values: Record<string, number>) =>
  Object.entries(values).map(([name, value]) => [name, value.toLocaleString('en')]);

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1d1d1b}
h1{margin-bottom:0}h2{margin-top:2.5rem}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ddd;font-size:.92rem;white-space:pre-line}
th{border-bottom:2px solid #999}.verdict{padding:1rem 1.2rem;border-left:.5rem solid;background:#f6f6f3}
.good{border-color:#1a7f37}.bad{border-color:#c4231b}`;

function pageOf(proof: Proof, good: boolean): string {
  const { date, seconds, version, browser, node, counts, texts, needles, verdicts, tables } = proof;
  const said = good
    ? 'Nothing secret reached the browser’s JavaScript, and every check of this run held.'
    : 'This run does not hold: see what failed below.';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gatehouse: the proof of ${html(date)}</title><style>${STYLE}</style>
<h1>The proof</h1><p>Gatehouse ${html(version)} · ${html(date)} · ${html(browser)} · Node ${html(node)} · ${seconds} seconds</p>
${tag('p', html(said), ` class="verdict ${good ? 'good' : 'bad'}"`)}
<h2>What was checked</h2>${table(
    ['check', 'result'],
    verdicts.map(([what, problems]) => [
      what,
      problems.length === 0 ? 'holds' : problems.join('\n'),
    ]),
  )}
<h2>What was searched</h2>${table(['what', 'how many'], numbers(counts))}
<h2>Where</h2><p>Texts looked through in each place.</p>${table(['place', 'texts'], numbers(texts))}
<h2>For what</h2><p>Secrets that were planted or came up in this run. None of their values is in this report.</p>${table(['secret', 'values'], numbers(needles))}
<h2>In which encodings</h2>${list(ENCODINGS)}<h2>What this search does not see</h2>${list(NOT_SEEN)}
<h2>Where a secret belongs, and is not counted as a leak</h2>${list(['A sealed cookie in its own Set-Cookie header, which is HttpOnly: scripts cannot read that header.', 'Whatever a person types, in the field they type it into, until the page is left.', ...REASONS])}
${tables.map(({ title, intro, head, rows }) => `<h2>${html(title)}</h2><p>${html(intro)}</p>${table(head, rows)}`).join('\n')}
</html>\n`;
}
