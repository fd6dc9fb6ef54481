import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { csvReader } from '#lib/admin/moving/read/csv';
import { formatOf, recordsOf } from '#lib/admin/moving/read/file';
import { jsonReader } from '#lib/admin/moving/read/json';
import { ndjsonReader } from '#lib/admin/moving/read/ndjson';
import { LONGEST_RECORD, type RecordReader } from '#lib/admin/moving/read/record';
import fc from '#lib/testing/fast-check.test-support';

const allOf = (reader: RecordReader, ...pieces: string[]) => [
  ...pieces.flatMap((piece) => reader.feed(piece)),
  ...reader.end(),
];
const value = (line: number, of: unknown) => ({ line, value: of });
const bad = (line: number) => ({ line, problem: 'unreadable' });
const LONG = 'x'.repeat(LONGEST_RECORD + 1);

test.each([
  ['{"a":1}\n{"a":2}', [value(1, { a: 1 }), value(2, { a: 2 })]],
  ['{"a":1}\r\n\r\n  \n{"a":2}\r\n', [value(1, { a: 1 }), value(4, { a: 2 })]],
  ['{"a":1\n{"a":2}\n]', [bad(1), value(2, { a: 2 }), bad(3)]],
  ['', []],
  ['7', [value(1, 7)]],
])('of lines %j the values are read', (text, records) => {
  expect(allOf(ndjsonReader(), text)).toEqual(records);
});

test.each([
  ['a,b\n1,2\n3,4\n', [value(2, { a: '1', b: '2' }), value(3, { a: '3', b: '4' })]],
  [
    'a,b\r\n"1, ""one""","two\nlines"\r\n,4',
    [value(2, { a: '1, "one"', b: 'two\nlines' }), value(4, { b: '4' })],
  ],
  ['a,b\n1\n1,2,3\n\n5,6', [bad(2), bad(3), value(5, { a: '5', b: '6' })]],
  [' a ,b\n5" tall,"x"y', [value(2, { a: '5" tall', b: 'xy' })]],
  ['a\n1\n"never closed\n2\n3', [value(2, { a: '1' }), bad(3)]],
  ['"never closed', [bad(1)]],
  ['a\n"closed at the end"', [value(2, { a: 'closed at the end' })]],
  ['a,b', []],
  ['', []],
])('of comma-separated values %j the records are read', (text, records) => {
  expect(allOf(csvReader(), text)).toEqual(records);
});

test.each([
  ['[{"a":1},{"a":{"b":[{}]}}]', [value(1, { a: 1 }), value(1, { a: { b: [{}] } })]],
  [
    '{"realm":"x","roles":[{"a":0}],"users":[\n{"a":"}]\\"{"}\n],"more":[{"a":3}]}',
    [value(2, { a: '}]"{' })],
  ],
  ['{"Users":[{"a":1}]}', [value(1, { a: 1 })]],
  ['{"kind":{"users":[{"a":1}]}}', []],
  ['[{"a":1},{"a":', [value(1, { a: 1 }), bad(1)]],
  ['[{a:1},{"a":2}]', [bad(1), value(1, { a: 2 })]],
  ['[]', []],
  ['', []],
])('of the JSON %j the objects are read', (text, records) => {
  expect(allOf(jsonReader(), text)).toEqual(records);
});

test.each([
  ['ndjson', ndjsonReader, '{"a":"ü"}\n{"a":2}\n\n{"b":[1,{"c":"\\n"}]}'],
  ['csv', csvReader, 'a,b\r\n"x ""y""\n",2\r\n3,\r\n'],
  ['json', jsonReader, '{"n":"users","users":[{"a":"\\"}"},{"b":[[{}]]}]}'],
])('%s: wherever a text is cut, the same is read', (_, reader, text) => {
  const whole = allOf(reader(), text);
  expect(whole.length).toBeGreaterThan(1);
  for (let at = 0; at <= text.length; at++)
    expect(allOf(reader(), text.slice(0, at), text.slice(at))).toEqual(whole);
});

test.each([
  ['ndjson', ndjsonReader, `{"a":1}\n"${LONG}"\n{"a":2}`],
  ['csv', csvReader, `a\n1\n${LONG}\n2`],
  ['json', jsonReader, `[{"a":1},\n{"a":"${LONG}"},\n{"a":2}]`],
])(
  '%s: what is longer than a megabyte is passed over, in whatever pieces it comes',
  (_, reader, text) => {
    const pieces = text.match(/[\s\S]{1,65536}/g) ?? [];
    const read = allOf(reader(), ...pieces);
    expect(read.map((one) => ('problem' in one ? one.problem : 'value'))).toEqual([
      'value',
      'too_long',
      'value',
    ]);
  },
);

test('nothing that comes makes a reader throw', () => {
  const pieces = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 6 });
  const near = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', '\n', 'a', ':'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(fc.oneof(pieces, near), (some) => {
      for (const reader of [ndjsonReader, csvReader, jsonReader]) allOf(reader(), ...some);
    }),
  );
});

test('a file is read with its mark of order, and told how far; one that is not UTF-8 is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moving-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'people.csv');
  writeFileSync(file, '\ufeffemail\nada@example.com\n');
  expect(await Array.fromAsync(recordsOf(file, 'csv'))).toEqual([
    { line: 2, value: { email: 'ada@example.com' }, part: 1 },
  ]);
  writeFileSync(file, Buffer.from('email\nZo\xeb\n', 'latin1'));
  await expect(Array.fromAsync(recordsOf(file, 'csv'))).rejects.toThrow(TypeError);
});

test.each([
  ['a.ndjson', 'ndjson'],
  ['a.JSONL', 'ndjson'],
  ['a.b.csv', 'csv'],
  ['a.json', 'json'],
  ['a.txt', null],
  ['csv', null],
])('%s says how it is written: %s', (name, format) => {
  expect(formatOf(name)).toBe(format);
});
