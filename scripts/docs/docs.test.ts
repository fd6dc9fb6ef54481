import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ASSETS } from '../docs.mjs';
import { placeOf, sources } from './pages.mjs';
import { buildSite } from './site.mjs';

const site = buildSite();
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const html = [...site.files].filter(([path]) => path.endsWith('.html'));
const all = new Set([...site.files.keys(), ...site.pictures, ...Object.keys(ASSETS).map((name) => `site/${name}`)]); // biome-ignore format: one line

/** What a page of the site asks for and leads to, as its HTML says. */
const linksIn = (text: string) =>
  [...text.matchAll(/<(\w+)[^>]*? (?:href|src)="([^"]+)"/g)].map(([, tag, to = '']) => ({
    tag,
    to: to.replaceAll('&amp;', '&'),
  }));

test('every page of documentation is a page of the site, and no link of it leads nowhere', () => {
  expect(site.faults).toEqual([]);
  expect(site.pages).toBeGreaterThan(120);
  for (const path of sources()) expect(site.files.has(placeOf(path)), path).toBe(true);
});

test('each link of what was made leads to what was made: a file of it, and a place in that', () => {
  const ids = new Map(
    html.map(([path, text]) => [
      path,
      new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  const dead = html.flatMap(([path, text]) =>
    linksIn(text)
      .filter(({ to }) => !/^(https?|mailto):/.test(to))
      .filter(({ to }) => {
        const [file = '', id] = decodeURI(to).split('#');
        const target = file === '' ? path : normalize(join(dirname(path), file));
        return !all.has(target) || (id !== undefined && !ids.get(target)?.has(id));
      })
      .map(({ to }) => `${path} leads to ${to}`),
  );
  expect(dead).toEqual([]);
});

test('nothing of it is fetched from elsewhere, and no script stands in a page', () => {
  for (const [path, text] of html) {
    const fetched = linksIn(text).filter(({ tag, to }) => tag !== 'a' && /^\w+:|^\/\//.test(to));
    expect([path, fetched]).toEqual([path, []]);
    expect(text.match(/<script/g), path).toHaveLength(1);
    expect(text, path).not.toMatch(/ style="| on\w+="/);
  }
});

test('the navigation leads from every page to every other', () => {
  const there = sources().map(placeOf);
  for (const [path, text] of html) {
    const led = new Set(linksIn(text).map(({ to }) => normalize(join(dirname(path), to))));
    expect([path, there.filter((place) => !led.has(place))]).toEqual([path, []]);
  }
});

test('the search finds every page', () => {
  const index = String(site.files.get('site/index.js'));
  const entries = JSON.parse(index.slice('window.gatehouseDocs = '.length, -2)) as string[][];
  const found = new Set(entries.map(([href = '']) => href.split('#')[0]));
  expect(sources().filter((path) => !found.has(placeOf(path)))).toEqual([]);
  expect(index).not.toContain('</');
});

test.each([
  ['a file that is not there', '[x](nowhere.md)', 'which is not there'],
  ['a heading that is not there', '[x](#no-such-heading)', 'has no heading #no-such-heading'],
  ['another scheme', '[x](javascript:alert(1))', 'which no page may'],
  ['a picture of elsewhere', '![x](https://evil.test/x.png)', 'no picture of the project'],
])('a link to %s is told with its place', (_, link, says) => {
  const page = join(folder, 'page.md');
  writeFileSync(page, `# A page\n\nSome words.\n\nThen ${link}.\n`);
  const { faults } = buildSite([page]);
  expect(faults).toEqual([expect.stringMatching(new RegExp(`^${page}:5: .*${says}`))]);
});

test('what is HTML in a page is text on the site', () => {
  const page = join(folder, 'evil.md');
  writeFileSync(page, '# <b>A</b>\n\n<img src=x onerror=alert(1)>\n\n`<i>`\n\n[<u>](#a)\n');
  const text = [...buildSite([page]).files.values()].join('');
  expect(text).not.toMatch(/<(img|b|i|u)[ >]/);
});

test('every file that the site brings along is there', () => {
  for (const path of [...Object.values(ASSETS), ...site.pictures])
    expect([path, existsSync(path)]).toEqual([path, true]);
});

/** The custom properties of a stylesheet, as they are written. */
const tokensOf = (path: string) =>
  new Map(
    [...readFileSync(path, 'utf8').matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(
      ([, name = '', value = '']) => [name, value.replace(/\s+/g, ' ')],
    ),
  );

test('the documentation has the colours of the product, each as it is there', () => {
  const product = tokensOf('app/styles.css');
  const shared = [...tokensOf('scripts/docs/look.css')].filter(([name]) => product.has(name));
  expect(shared.length).toBeGreaterThan(8);
  for (const [name, value] of shared) expect(value, name).toBe(product.get(name));
});
