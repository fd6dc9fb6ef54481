import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { isTakenOut } from '#lib/product/example';

const PAGES = ['README.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('docs/**/*.md')];
const read = (path: string) => readFileSync(path, 'utf8');

/** Where the links of a page lead within the project, each with the heading that it names. */
const linksOf = (path: string) =>
  [...read(path).matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)]*))?\)/g)].map(
    ([, to = '', heading = '']) => ({
      path,
      to: to === '' ? path : normalize(join(dirname(path), to)),
      heading,
    }),
  );

/** The headings of a page as links name them. */
const headingsOf = (path: string) =>
  [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

test('every link of a page leads to a file, and to a heading that is there', () => {
  const links = PAGES.flatMap(linksOf);
  expect(links.length).toBeGreaterThan(100);
  const dead = links.filter(
    ({ to, heading }) => !existsSync(to) || (heading !== '' && !headingsOf(to).includes(heading)),
  );
  expect(dead).toEqual([]);
});

test('every file of the project that a page names is there', () => {
  // But those of a reader: which the page shows how to write, or that are a link to where they lie here.
  const ofReaders = /^(app|lib)\/(projects|bookmarks)\//;
  const named = PAGES.filter((path) => path !== 'CHANGELOG.md').flatMap((page) =>
    [
      ...read(page).matchAll(
        /`((?:app|lib|drizzle|e2e|scripts|texts|docs|client-cli|witness)\/[^`\s*{}<…]+)`(?!\]\()/g,
      ),
    ]
      .map(([, path = '']) => ({ page, path }))
      .filter(({ path }) => !ofReaders.test(path)),
  );
  expect(named.length).toBeGreaterThan(150);
  const missing = named.filter(({ path }) => !existsSync(path) && !isTakenOut(path));
  expect(missing).toEqual([]);
});

test('every file that a page names without its folder is there as well', () => {
  const files = globSync(
    '{app,lib,drizzle,e2e,scripts,texts,client-cli,witness}/**/*.{ts,tsx,mjs,css}',
  );
  const names = new Set([...files, ...globSync('*.{ts,mjs}')].map((path) => basename(path)));
  const named = PAGES.filter((path) => path !== 'CHANGELOG.md').flatMap((page) =>
    [...read(page).matchAll(/`([\w.-]+\.(?:tsx?|mjs|css))`/g)].map(([, name = '']) => ({
      page,
      name,
    })),
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter(({ name }) => !names.has(name))).toEqual([]);
});

/** The examples that a page shows: a link to a file of e2e/examples, and below it what the page says that it holds. */
const shownOn = (path: string) =>
  [...read(path).matchAll(/\]\(([^)]*e2e\/examples\/[^)]*)\)\n\n```\w+\n(.*?)```/gs)].map(
    ([, to = '', code]) => ({ file: normalize(join(dirname(path), to)), code }),
  );

test('the pages, the client and package.json ask for the same Node', () => {
  const { engines } = JSON.parse(read('package.json'));
  const least = engines.node.replace('>=', '');
  for (const path of ['README.md', 'docs/operating.md', 'docs/cli.md', 'client-cli/main.mjs'])
    expect([path, read(path).match(/Node (\d+)(?: or|,? and) newer/)?.[1]]).toEqual([path, least]);
});

test('every example is shown on a page, as its file has it', () => {
  const files = globSync('e2e/examples/**/*.{py,js,mjs,jsx}');
  const shown = PAGES.flatMap(shownOn);
  expect(shown.map(({ file }) => file).sort()).toEqual(files.sort());
  for (const { file, code } of shown) expect(code, file).toBe(read(file));
});

test('the page for an app that is there already counts its steps and files right', () => {
  const page = read('docs/existing-app.md');
  const [, steps = ''] = page.match(/^## Six steps\n\n([\s\S]*?)\n\n/m) ?? [];
  expect(steps.match(/^\d\. /gm)).toHaveLength(6);
  expect(page).toContain('Seven small files');
  expect(
    shownOn('docs/existing-app.md').filter(({ file }) => file.includes('/nextjs/')),
  ).toHaveLength(7);
});

test('the index leads to every page', () => {
  const linked = linksOf('docs/README.md').map(({ to }) => to);
  const pages = globSync('docs/{*.md,*/README.md}').filter((path) => path !== 'docs/README.md');
  const missing = pages.filter((path) => !linked.includes(path) && !linked.includes(dirname(path)));
  expect(missing).toEqual([]);
});

test('the README fits on a few screens', () => {
  expect(read('README.md').split('\n').length).toBeLessThanOrEqual(130);
});
