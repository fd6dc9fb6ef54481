import { expect, test } from 'vitest';
import { type Proof, pageOf } from './report-page.ts';

const PROOF: Proof = {
  date: '2026-11-29',
  seconds: 42,
  version: '0.1.0',
  browser: 'Chromium 150',
  node: '24.21.0',
  counts: { texts: 12_345 },
  texts: { cookies: 7 },
  needles: { password: 3 },
  verdicts: [
    ['storages are empty', []],
    ['no <secret> leaks', ['one at "x"', 'two']],
    ['attacks fail', []],
  ],
  leaks: [],
  tables: [{ title: 'Side by side', intro: 'Eight attacks.', head: ['attack'], rows: [['<img>']] }],
};
const page = pageOf(PROOF);

test('a strip shows each check, by a sign besides its colour, and leads to its row', () => {
  const cells = [...page.matchAll(/<a href="#(c\d)" class="(\w+)"[^>]*>(.)<\/a>/g)];
  expect(cells.map(([, id, kind, sign]) => [id, kind, sign])).toEqual([
    ['c0', 'holds', '✓'],
    ['c1', 'fails', '✗'],
    ['c2', 'holds', '✓'],
  ]);
  for (const [, id] of cells) expect(page).toContain(`<tr id="${id}">`);
  expect(page).toContain('1 of 3 checks failed');
});

test('the contents lead to every section, in their order', () => {
  const led = [...page.matchAll(/<li><a href="#(s\d+)">([^<]*)<\/a>/g)].map(([, id, title]) => [id, title]); // biome-ignore format: one line
  const there = [...page.matchAll(/<h2 id="(s\d+)">([^<]*)<\/h2>/g)].map(([, id, title]) => [id, title]); // biome-ignore format: one line
  expect(led).toEqual(there);
  expect(led.length).toBeGreaterThan(7);
});

test('it needs nothing else, is light and dark, and shows what stands in it as text', () => {
  expect(page).not.toMatch(/(src|href)="(?!#)|<script|@import|url\(/);
  expect(page).toContain('color-scheme:light dark');
  expect(page).toContain('no &lt;secret&gt; leaks');
  expect(page).not.toContain('<img>');
});
