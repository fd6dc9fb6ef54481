import { globSync, readFileSync } from 'node:fs';
import { getTableColumns } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { AUDIT_TYPES } from '#lib/audit/types';

const page = readFileSync('docs/logs.md', 'utf8');
const sectionOf = (title: string) =>
  page.split(new RegExp(`^##+ ${title}$`, 'm'))[1]?.split(/^##+ /m)[0] ?? '';
/** What stands in the first cell of each row. */
const namesIn = (section: string) =>
  [...section.matchAll(/^\| ([^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );

const FILES = globSync('{app,lib}/**/*.{ts,tsx}').filter(
  (path) => !/\.test(-support)?\./.test(path),
);
const sources = FILES.map((path) => ({ path, source: readFileSync(path, 'utf8') }));

/** What a call of the log is given, from its first bracket to its last. */
function callAt(source: string, at: number): string {
  let depth = 0;
  for (let end = at; end < source.length; end++) {
    if (source[end] === '(') depth++;
    if (source[end] === ')' && --depth === 0) return source.slice(at, end + 1);
  }
  return '';
}

const calls = sources.flatMap(({ path, source }) =>
  [...source.matchAll(/\blog\(\)(?:\.(?:info|warn|error|debug|fatal)|\[level\])(?=\()/g)].map(
    ({ index, 0: begin }) => ({ path, call: callAt(source, index + begin.length) }),
  ),
);

/** Words that are made elsewhere in the file, of which this much is known by where they are passed. */
const MADE_ELSEWHERE: Record<string, RegExp> = {
  'lib/session/viewer.ts': /afterAnswer\(.*'(a visit [^']*)'/,
  'lib/redis/shared.ts': /'(Redis cannot be used: [^']*)'/,
};

/** The sentences of a call: texts of several words, of a template its fixed pieces put to each of its choices. */
function wordsOf(path: string, call: string): string[] {
  const template = call.match(/`\$\{\w+ \? '([^']*)' : '([^']*)'\}([^`]*)`/);
  if (template) return [`${template[1]}${template[3]}`, `${template[2]}${template[3]}`];
  const found = [...call.matchAll(/'([^']{8,})'/g)]
    .map(([, words = '']) => words)
    .filter((words) => !/^[a-z_]+$/.test(words) || words === 'answered');
  if (found.length > 0) return found;
  const made = readFileSync(path, 'utf8').match(MADE_ELSEWHERE[path] ?? /(?!)/);
  return made?.[1] ? [made[1]] : [];
}

test('docs/logs.md names every line that the server writes, and no other', () => {
  expect(calls.length).toBeGreaterThan(30);
  const written = calls.flatMap(({ path, call }) => {
    const words = wordsOf(path, call);
    if (words.length === 0)
      expect([path, call]).toEqual([path, expect.stringContaining("event: 'audit_entry'")]);
    return words;
  });
  const named = namesIn(sectionOf("The server's lines")).filter(
    (name) => !/^(msg|entry)$/.test(name),
  );
  expect([...new Set(named)].sort()).toEqual([...new Set(written)].sort());
});

test('docs/logs.md names every event and every field of a line', () => {
  const fields = namesIn(sectionOf('Fields'));
  for (const { path, call } of calls) {
    const object = call.replace(/: \{[^}]*\}/g, '').match(/^\(\s*\{([^}]*)\}/)?.[1] ?? '';
    const keys = object
      .split(',')
      .map((one) => one.trim().match(/^([a-z]\w*)/)?.[1] ?? '')
      .filter(Boolean);
    for (const key of keys) expect([path, fields]).toEqual([path, expect.arrayContaining([key])]);
    for (const [, event] of call.matchAll(/event: '(\w+)'/g))
      expect(page).toContain(`\`${event}\``);
  }
});

test('docs/logs.md names every kind of entry and every field of one, and no other', () => {
  expect(namesIn(sectionOf('Kinds')).sort()).toEqual([...AUDIT_TYPES].sort());
  const columns = Object.values(getTableColumns(auditEvents)).map(({ name }) => name);
  expect(namesIn(sectionOf('Fields of an entry')).sort()).toEqual(columns.sort());
});

/** The log itself; the start says where it serves or why it does not; the commands answer whoever typed them. */
const SPEAKS =
  /^lib\/(observability\/log\.ts$|operator\/|server\/(console|start|http\/serve)\.ts$)/;

test('nothing is written to a log but by the log', () => {
  const others = sources.filter(
    ({ path, source }) =>
      !SPEAKS.test(path) && /\bconsole\.\w+\(|process\.std(out|err)\.write/.test(source),
  );
  expect(others.map(({ path }) => path)).toEqual([]);
  expect(
    sources.filter(({ source }) => /from 'pino'/.test(source)).map(({ path }) => path),
  ).toEqual(['lib/observability/log.ts']);
});
