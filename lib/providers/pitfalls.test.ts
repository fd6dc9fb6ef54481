import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROWS = readFileSync('docs/provider-pitfalls.md', 'utf8')
  .split('\n')
  .flatMap((line) => [...line.matchAll(/^\| (\d+) \|.*\| `([^`]+)`: (.+) \|$/g)])
  .map(([, number, file = '', title = '']) => ({ number: Number(number), file, title }));

test('each of the 25 faults has a test', () => {
  expect(ROWS.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, nth) => nth + 1));
  const missing = ROWS.filter(({ file, title }) => !readFileSync(file, 'utf8').includes(title));
  expect(missing).toEqual([]);
});
