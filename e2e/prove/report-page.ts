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

const html = (text: unknown) =>
  String(text).replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;',
  );
const tag = (name: string, inner: string, more = '') => `<${name}${more}>${inner}</${name}>`;
const list = (items: string[]) => tag('ul', items.map((item) => tag('li', html(item))).join(''));
const row = (cells: unknown[], kind = 'td', more = '') =>
  tag('tr', cells.map((cell) => tag(kind, html(cell), more)).join(''));
const headOf = (head: string[]) => tag('thead', row(head, 'th', ' scope="col"'));
const table = (head: string[], rows: unknown[][]) =>
  wide(headOf(head) + tag('tbody', rows.map((cells) => row(cells)).join('')));
const wide = (inner: string) =>
  tag('div', tag('table', inner), ' class="wide" tabindex="0" role="group" aria-label="Table"');
const numbers = (values: Record<string, number>) =>
  Object.entries(values).map(([name, value]) => [name, value.toLocaleString('en')]);

const STYLE = `:root{color-scheme:light dark;--paper:light-dark(#f8f7f1,#0c131c);--surface:light-dark(#fefdfb,#161e28);--ink:light-dark(#15202d,#f2efe8);--ink-2:light-dark(#4c5663,#b5b1a9);--line:light-dark(#dad7cf,#303a46);--link:light-dark(#0b5a57,#5fd0c4);--ok:light-dark(#1a6b35,#6fd08a);--bad:light-dark(#b3201a,#ff9b8f)}
*{box-sizing:border-box}body{margin:0 auto;padding:2.5rem clamp(1rem,4vw,3rem) 5rem;max-width:76rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
h1{margin:0;font-size:clamp(2rem,5vw,2.75rem);line-height:1.1}h2{margin:3rem 0 .75rem;padding-top:1rem;border-top:2px dashed var(--line)}a{color:var(--link)}.about{color:var(--ink-2)}
.verdict{margin:1.5rem 0;padding:1.1rem 1.3rem;border-left:.5rem solid;border-radius:.5rem;background:var(--surface);font-size:1.2rem;font-weight:600}
.good{border-color:var(--ok)}.bad{border-color:var(--bad)}
.strip{display:flex;flex-wrap:wrap;gap:.25rem;margin:0 0 .5rem;padding:0;list-style:none}
.strip a{display:grid;place-items:center;width:2rem;height:2rem;border-radius:.3rem;border:1.5px solid var(--ok);color:var(--ok);text-decoration:none;font-weight:700}
.strip a.fails{border-color:var(--bad);background:var(--bad);color:var(--paper)}
.strip a:hover,.strip a:focus{outline:3px solid currentColor;outline-offset:1px}
nav ol{columns:18rem;padding-left:1.25rem}nav li{break-inside:avoid}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.45rem .7rem;border-bottom:1px solid var(--line);font-size:.92rem;white-space:pre-line}
thead th{border-bottom:2px solid var(--ink-2)}tbody th{font-weight:400}tr:target{background:var(--surface);outline:2px solid var(--link)}
.holds{color:var(--ok);font-weight:600}.failed{color:var(--bad);font-weight:600}
@media print{body{max-width:none;padding:0}:root{color-scheme:light}.strip a{border:1px solid}}`;

type Section = { title: string; inner: string };

/** The report as one page that needs nothing else: the verdict, a strip of every check, its contents, and all of it. */
export function pageOf(proof: Proof): string {
  const { date, seconds, version, browser, node, verdicts } = proof;
  const failed = verdicts.filter(([, problems]) => problems.length > 0).length;
  const said =
    failed === 0
      ? 'Nothing secret reached the browser’s JavaScript, and every check of this run held.'
      : `This run does not hold: ${failed} of ${verdicts.length} checks failed.`;
  const sections = sectionsOf(proof);
  const contents = sections.map(({ title }, at) => `<li><a href="#s${at}">${html(title)}</a></li>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gatehouse: the proof of ${html(date)}</title><style>${STYLE}</style>
<header><h1>The proof</h1><p class="about">Gatehouse ${html(version)} · ${html(date)} · ${html(browser)} · Node ${html(node)} · ${seconds} seconds</p></header>
<main>${tag('p', html(said), ` class="verdict ${failed === 0 ? 'good' : 'bad'}"`)}
<ul class="strip" aria-label="Every check">${verdicts.map(cellOf).join('')}</ul>
<nav aria-label="Contents"><ol>${contents.join('')}</ol></nav>
${sections.map(({ title, inner }, at) => `<section><h2 id="s${at}">${html(title)}</h2>${inner}</section>`).join('\n')}
</main></html>\n`;
}

/** One check in the strip: a sign besides the colour, and the way to its row. */
function cellOf([what, problems]: Proof['verdicts'][number], at: number): string {
  const holds = problems.length === 0;
  const says = html(`${what}: ${holds ? 'holds' : 'failed'}`);
  return `<li><a href="#c${at}" class="${holds ? 'holds' : 'fails'}" title="${says}" aria-label="${says}">${holds ? '✓' : '✗'}</a></li>`;
}

function checkRow([what, problems]: Proof['verdicts'][number], at: number): string {
  const holds = problems.length === 0;
  const result = holds ? 'holds' : problems.join('\n');
  return `<tr id="c${at}"><th scope="row">${html(what)}</th><td class="${holds ? 'holds' : 'failed'}">${html(result)}</td></tr>`;
}

function sectionsOf({ verdicts, counts, texts, needles, tables }: Proof): Section[] {
  const checks = headOf(['check', 'result']) + tag('tbody', verdicts.map(checkRow).join(''));
  const intro = (text: string) => tag('p', html(text));
  return [
    { title: 'What was checked', inner: wide(checks) },
    { title: 'What was searched', inner: table(['what', 'how many'], numbers(counts)) },
    {
      title: 'Where',
      inner:
        intro('Texts looked through in each place.') + table(['place', 'texts'], numbers(texts)),
    },
    {
      title: 'For what',
      inner:
        intro(
          'Secrets that were planted or came up in this run. None of their values is in this report.',
        ) + table(['secret', 'values'], numbers(needles)),
    },
    { title: 'In which encodings', inner: list(ENCODINGS) },
    { title: 'What this search does not see', inner: list(NOT_SEEN) },
    { title: 'Where a secret belongs, and is not counted as a leak', inner: list(BELONGS) },
    ...tables.map(({ title, intro: says, head, rows }) => ({
      title,
      inner: intro(says) + table(head, rows),
    })),
  ];
}

const BELONGS = [
  'A sealed cookie in its own Set-Cookie header, which is HttpOnly: scripts cannot read that header.',
  'Whatever a person types, in the field they type it into, until the page is left.',
  ...REASONS,
];
