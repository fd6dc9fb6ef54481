import { beforeEach, expect, test } from 'vitest';
import { exportLog } from '#lib/admin/audit-export';
import type { Detail } from '#lib/audit/detail';
import { EXPORTED, type Format, headOf, lineOf } from '#lib/audit/format';
import { readMoment } from '#lib/audit/period';
import { record } from '#lib/audit/record';
import type { Entry } from '#lib/audit/rows';
import { transaction } from '#lib/db/transaction';
import { emptyTables, from, setClock } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

beforeEach(emptyTables);

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '=1+1',
    '+a',
    '-a',
    '@a',
    '\ta',
    '\ra',
    "'=a",
    'a,b',
    '"',
    'a\r\nb',
    '',
    ' a ',
    'a;=1',
    'a; =1',
    "a;'=1",
    'a\r\n=1',
    'a\t\t@b',
  ),
  fc.stringMatching(/^[=+\-@'",;\r\n\t a]{0,8}$/),
);
const anEntry: fc.Arbitrary<Entry> = fc.record({
  seq: fc.nat(),
  id: fc.uuid(),
  at: fc.date({ min: new Date(0), noInvalidDate: true, max: new Date('9999-01-01') }),
  type: nasty,
  userId: fc.option(nasty),
  sessionId: fc.option(nasty),
  actor: nasty,
  actorId: fc.option(nasty),
  object: nasty,
  result: nasty,
  address: nasty,
  userAgent: nasty,
  detail: nasty,
  hash: fc.stringMatching(/^[0-9a-f]{64}$/),
});
const plain = (entry: Entry) => ({ ...entry, at: entry.at.toISOString() });

/** RFC 4180, read by the book: quoted fields double their quotes, and nothing else is special. */
function readCsv(text: string): (string | null)[][] {
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  const lines: (string | null)[][] = [[]];
  while (field.lastIndex < text.length) {
    const [, raw = '', end] = field.exec(text) ?? [];
    if (end === undefined) throw new Error(`no CSV at ${field.lastIndex}`);
    const value = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw || null;
    lines.at(-1)?.push(value);
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

const unmarked = (value: string) =>
  value.replace(/^'/, '').replace(/([;\t\r\n]\s*)'(?=['=+\-@＝＋－＠])/g, '$1');

test('CSV can be read back as it was, and no field of it begins like a formula', () => {
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 4 }), (entries) => {
      const text = headOf('csv') + entries.map((entry) => lineOf('csv', entry)).join('');
      const [head, ...lines] = readCsv(text);
      expect(head).toEqual([...EXPORTED]);
      for (const value of lines.flat()) {
        expect(value ?? '').not.toMatch(/^[=+\-@\t\r\n]/);
        // Where lists are made with semicolons, quotes within a line mean nothing to a spreadsheet.
        for (const cell of (value ?? '').split(/[;\t\r\n]/))
          expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }
      const read = lines.map((line) =>
        line.map((value) => (value === null ? null : unmarked(value))),
      );
      const texts = entries.map((entry) =>
        EXPORTED.map((name) => (plain(entry)[name] === null ? null : String(plain(entry)[name]))),
      );
      expect(read).toEqual(texts);
    }),
    { numRuns: 300 },
  );
});

test('NDJSON has one line for each entry, whatever is in it, and can be read back', () => {
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 4 }), (entries) => {
      const lines = entries
        .map((entry) => lineOf('ndjson', entry))
        .join('')
        .split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.map((line) => JSON.parse(line))).toEqual(entries.map(plain));
    }),
    { numRuns: 300 },
  );
});

const ADA = { user: { id: 'ada', role: 'administrator' } };

async function exported(format: Format, days: { from?: string; to?: string } = {}) {
  const period = {
    from: readMoment(days.from ?? '', 'from') ?? undefined,
    to: readMoment(days.to ?? '', 'to') ?? undefined,
  };
  const pieces = await exportLog(ADA, { format, ...period });
  if (!pieces.ok) throw new Error(pieces.reason);
  let text = '';
  for await (const piece of pieces.value) text += piece;
  return text;
}

test('an export has every entry once, in order, and its own at the end', async () => {
  await transaction(
    Array.from({ length: 1100 }, () => record({ type: 'user_updated', userId: 'ada' })),
  );
  const entries = (await exported('ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 1101 }, (_, at) => at + 1));
  expect(entries.at(-1)).toMatchObject({
    type: 'sensitive_read',
    actor: 'administrator',
    actorId: 'ada',
    object: 'audit',
    result: 'success',
  });
});

test('a period begins with its first day and ends with its last', async () => {
  for (const day of [1, 2, 3, 4]) {
    for (const hour of [0, 23]) {
      setClock(Date.UTC(2026, 0, day, hour));
      await transaction(record({ type: 'user_updated', userId: `${day}/${hour}` }));
    }
  }
  const lines = readCsv(await exported('csv', { from: '2026-01-02', to: '2026-01-03' }));
  expect(lines.slice(1).map((line) => line[4])).toEqual(['2/0', '2/23', '3/0', '3/23']);
});

test('anybody but an administrator exports nothing, and no entry says they did', async () => {
  for (const role of ['member', 'support', 'root']) {
    const asking = { user: { id: 'eve', role } };
    expect(await exportLog(asking, { format: 'csv' })).toMatchObject({ reason: 'not_allowed' });
  }
  expect(readCsv(await exported('csv'))).toHaveLength(2);
});

test('J-15 lines, colours and JSON in what a caller says stay inside their field', async () => {
  const agent = 'x\r\n{"seq":1}\u001b[31m","a":"b';
  await from(
    '::1',
    () => transaction(record({ type: 'authn_login_fail', userId: null, detail: agent as Detail })),
    { userAgent: agent },
  );
  const lines = (await exported('ndjson')).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] as string)).toMatchObject({ userAgent: agent, detail: agent });
  expect(lines[0]).not.toMatch(/\p{Cc}/u);
});

test.each([
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['yesterday', null],
  ['2026-1-1', null],
  ["2026-01-01'--", null],
  ['', undefined],
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
  ['2026-01-02T05:12', '2026-01-02T05:12:00.000Z'],
  ['2026-01-02T05:12:30+02:00', '2026-01-02T03:12:30.000Z'],
])('"%s" as the beginning of a period is %s', (text, expected) => {
  expect(readMoment(text, 'from')?.toISOString() ?? readMoment(text, 'from')).toBe(expected);
});

test.each([
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['2026-12-31', 'Pacific/Kiritimati', '2026-12-30T10:00:00.000Z', '2026-12-31T10:00:00.000Z'],
  ['2026-12-31', 'Mars/Olympus', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
])('%s is a whole day in %s, however long it is there', (day, zone, from, to) => {
  expect(readMoment(day, 'from', zone)?.toISOString()).toBe(from);
  expect(readMoment(day, 'to', zone)?.toISOString()).toBe(to);
});

test('a moment that says its offset is the same in every zone', () => {
  for (const zone of ['UTC', 'Asia/Tokyo']) {
    const read = (text: string) => readMoment(text, 'from', zone)?.toISOString();
    expect(read('2026-01-02T05:12Z')).toBe('2026-01-02T05:12:00.000Z');
    expect(read('2026-01-02T05:12:30+02:00')).toBe('2026-01-02T03:12:30.000Z');
  }
  expect(readMoment('2026-02-30T05:12Z', 'from')).toBeNull();
  expect(readMoment('2026-01-02T05:12+99:00', 'from')).toBeNull();
});
