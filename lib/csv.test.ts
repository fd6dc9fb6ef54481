import { expect, test } from 'vitest';
import { csvLine } from '#lib/csv';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['', '""'],
  [null, ''],
  [7, '7'],
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-1', "'-1"],
  ['@SUM(1)', "'@SUM(1)"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  [' =1', "' =1"],
  ['a;=1', "a;'=1"],
])('the cell %j is written as %s', (value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`);
});
