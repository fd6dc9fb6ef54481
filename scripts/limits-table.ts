// Prints the table of limits in Markdown, from the rules themselves: npx node scripts/limits-table.ts
// With --write it puts the table into docs/security.md, between the two marks there.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import type { LimitRule } from '#lib/limits/count';
import { LIMITS } from '#lib/operator/limits';

export const PAGE = 'docs/security.md';
/** Where the rooms declare their limits. */
export const SOURCES = globSync('lib/*/limits.ts')
  .filter((path) => path !== 'lib/operator/limits.ts')
  .sort();
const BEGIN = '<!-- limits: made by scripts/limits-table.ts -->';
const END = '<!-- end of limits -->';

/** What a rule counts by: the last word of its name says it, except where this names the whole rule. */
const COUNTED_BY: Record<string, string> = {
  Account: 'account',
  All: 'everybody together',
  Form: 'form',
  Giver: 'giver and mailbox',
  Key: 'limit and key',
  Mailbox: 'mailbox',
  Network: 'network',
  Recipient: 'mailbox',
  Session: 'session',
  Staff: 'person',
  Token: 'token',
  User: 'person',
  mailReserve: 'mailbox and network',
  mailReserveDaily: 'mailbox',
  passwordBurst: 'network',
};

const UNITS: [name: string, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

function inWords(ms: number): string {
  const [name, unit] = UNITS.find(([, size]) => ms % size === 0) ?? ['millisecond', 1];
  const count = ms / unit;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

function howOften(rule: LimitRule): string {
  const { max, windowMs, apartMs, firstWaitMs, longestWaitMs, streakMax, streakWaitMs } = rule;
  const parts = [`${max} in ${inWords(windowMs)}`];
  if (apartMs) parts.push(`${inWords(apartMs)} apart`);
  if (firstWaitMs !== undefined) {
    const end = longestWaitMs === undefined ? '' : ` to ${inWords(longestWaitMs)}`;
    parts.push(`then waits that double from ${inWords(firstWaitMs)}${end}`);
  }
  if (streakMax) {
    const wait = inWords(streakWaitMs ?? 86_400_000);
    parts.push(`after ${streakMax} without a success one in ${wait}`);
  }
  return parts.join(', ');
}

function countedBy(name: string): string {
  const word = name.match(/By([A-Z][a-z]+?)(Daily)?$/)?.[1] ?? '';
  const by = COUNTED_BY[name] ?? COUNTED_BY[word];
  if (!by) throw new Error(`Say in scripts/limits-table.ts what ${name} counts by.`);
  return by;
}

/** The comment right above a rule, on one line; empty where there is none. */
function purposeOf(name: string, source: string): string {
  const above = source.match(
    new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport const ${name} =`),
  );
  return (above?.[1] ?? '').replace(/\n \*/g, ' ').replace(/\s+/g, ' ').trim();
}

/** The table as it is to be: one line for each rule, room by room, in the order of the source. */
export function limitsTable(): string {
  const source = SOURCES.map((path) => readFileSync(path, 'utf8')).join('\n');
  const named = Object.entries<LimitRule>(LIMITS);
  const place = (name: string) => source.indexOf(`export const ${name} =`);
  const lines = named
    .sort(([one], [other]) => place(one) - place(other))
    .map(([name, rule]) => {
      const kept = rule.isLoad ? 'Redis or memory' : 'rows';
      const logged = rule.isTold ? 'yes' : '';
      const cells = [`\`${rule.name}\``, howOften(rule), countedBy(name), kept, logged];
      return `| ${[...cells, purposeOf(name, source)].join(' | ')} |`;
    });
  const head =
    '| limit | how often | counted by | kept in | logged | what it is for |\n|---|---|---|---|---|---|';
  return `${head}\n${lines.join('\n')}`;
}

/** The page with this table between its marks. */
export function withTable(page: string, table: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined)
    throw new Error(`${PAGE} has lost the marks around its table of limits.`);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}

if (process.argv[1] === import.meta.filename) {
  const table = limitsTable();
  if (process.argv.includes('--write'))
    writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), table));
  else process.stdout.write(`${table}\n`);
}
