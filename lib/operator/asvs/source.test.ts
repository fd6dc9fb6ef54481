import { globSync, readFileSync } from 'node:fs';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { TABLES } from '#drizzle/tables';

const read = (path: string) => readFileSync(path, 'utf8');
const filesIn = (pattern: string) =>
  globSync(pattern).filter((path) => !/\.test(-support)?\./.test(path));
const SERVED = [
  ...filesIn('{app,lib,texts,drizzle}/**/*.{ts,tsx}'),
  'middleware.ts',
  'instrumentation.ts',
];
const PAGES = filesIn('app/**/*.{ts,tsx}');
const using = (files: string[], pattern: RegExp) =>
  files.filter((path) => pattern.test(read(path)));

test('no program is started by what serves requests', () => {
  expect(SERVED.length).toBeGreaterThan(800);
  expect(
    using(SERVED, /node:child_process/).filter((path) => !path.startsWith('lib/operator/')),
  ).toEqual([]);
});

test('no text is run as code', () => {
  expect(using(SERVED, /\beval\(|new Function\(|node:vm'/)).toEqual([]);
});

test('no markup of somebody else is put into a page', () => {
  expect(
    using(
      SERVED,
      /dangerouslySetInnerHTML=|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write\(/,
    ),
  ).toEqual([]);
});

test('no script asks the page for a name that markup could take', () => {
  // What belongs to the document itself, and looking for elements: a name of markup hides none of these.
  const known =
    /^(addEventListener|removeEventListener|visibilityState|activeElement|querySelector|querySelectorAll|getElementById|cookie)$/;
  const asked = PAGES.flatMap((path) =>
    [...read(path).matchAll(/(?<![\w'"`/.] ?)\bdocument\.(\w+)/g)].map(([, name = '']) => name),
  );
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((name) => !known.test(name))).toEqual([]);
  expect(using(PAGES, /\bwindow\[|globalThis\[|document\[/)).toEqual([]);
});

test('no page listens to another window: what comes by a channel is of this origin', () => {
  expect(
    using(PAGES, /addEventListener\(\s*'message'|window\.onmessage|\.postMessage\([^)]*,/),
  ).toEqual([]);
  const listening = using(PAGES, /\.onmessage\b/);
  expect(listening).toEqual(['app/_ui/watch-session.ts']);
  for (const path of listening) expect(read(path)).toContain('new BroadcastChannel(');
});

const columns = TABLES.flatMap((table) =>
  Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`),
);

test('nothing ends a password by its age', () => {
  const settings = read('lib/env.ts');
  expect([...settings.matchAll(/^ {2}(PASSWORD_\w+):/gm)].map(([, name]) => name).sort()).toEqual([
    'PASSWORD_MIN_LENGTH',
    'PASSWORD_WORDS',
  ]);
  expect(
    columns.filter((name) => /^(users|credentials)\..*(expir|valid_until|max_age)/.test(name)),
  ).toEqual([]);
});

test('nobody is asked a secret question, and no password has a hint', () => {
  expect(columns.length).toBeGreaterThan(150);
  expect(columns.filter((name) => /hint|question|answer/.test(name))).toEqual([]);
});

test('what decides about nothing is all that Math.random draws: pauses, and who comes first', () => {
  const drawing = using(SERVED, /Math\.random/).filter((path) => !path.startsWith('lib/testing/'));
  expect(drawing.length).toBeGreaterThan(3);
  for (const path of drawing)
    for (const line of read(path)
      .split('\n')
      .filter((one) => one.includes('Math.random')))
      expect([
        path,
        /sleep\(|pause\(|by: Math\.random\(\)|wait \* |const wait = /.test(line),
      ]).toEqual([path, true]);
});

test('every page of somebody who is signed in has the way out', () => {
  const gated = filesIn('app/**/page.tsx').filter((path) =>
    /require\w*Viewer|requireActor/.test(read(path)),
  );
  expect(gated.length).toBeGreaterThan(25);
  const without = gated.filter((path) => !/AccountShell|AdminShell|SignOutButton/.test(read(path)));
  for (const path of without)
    expect([path, read(path)]).toEqual([path, expect.stringContaining('redirect(')]);
});
