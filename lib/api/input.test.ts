import { expect, test } from 'vitest';
import { readInput } from '#lib/api/input';
import { OPERATIONS } from '#lib/api/operations';
import { PROBLEMS } from '#lib/api/problem';
import { operationsOf } from '#lib/api/things';
import { lineField, linesField } from '#lib/product/fields';
import { defineThing, ownerEditorViewer } from '#lib/resource';
import fc from '#lib/testing/fast-check.test-support';

/** A thing that no product has: what is sent is read by its declaration alone. */
const { create, edit } = operationsOf(
  defineThing('leaf', {
    ...ownerEditorViewer,
    plural: 'leaves',
    table: {} as never,
    called: 'title',
    fields: {
      title: lineField(200, 'title_empty', 'title_long'),
      text: linesField(20_000, 'text_long'),
    },
  }),
);
const JSON_TYPE = { 'content-type': 'application/json' };
const GOOD = '{"title":"Plans","text":""}';

const sent = (body: BodyInit, headers: Record<string, string> = JSON_TYPE) =>
  new Request('http://localhost/api/v1/leaves', { method: 'POST', body, headers });

const reasonFor = async (request: Request, operation = create) => {
  const read = await readInput(operation, request, {});
  return read.ok ? 'read' : read.reason;
};

async function errorsFor(body: unknown, operation = create) {
  const read = await readInput(operation, sent(JSON.stringify(body)), {});
  return read.ok ? 'read' : Object.fromEntries((read.errors ?? []).map((e) => [e.field, e.detail]));
}

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'Application/JSON;charset="UTF-8"',
  'application/merge-patch+json',
])('%s is JSON', async (type) => {
  expect(await reasonFor(sent(GOOD, { 'content-type': type }))).toBe('read');
});

test.each([
  'text/plain',
  'text/plain;application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonx',
  'application/json; charset=utf-16',
  'application/json, text/plain',
  '',
])('"%s" is not: a form of another site can send nothing here', async (type) => {
  expect(await reasonFor(sent(GOOD, { 'content-type': type }))).toBe('not_json');
});

test('what is compressed is not read', async () => {
  for (const coding of ['gzip', 'br', 'identity, gzip'])
    expect(await reasonFor(sent(GOOD, { ...JSON_TYPE, 'content-encoding': coding }))).toBe(
      'not_json',
    );
});

test.each(['', ' ', '{', '{"title":}', "{'title':''}", 'undefined', '{"a":1}{}', '\ufeff\ufeff1'])(
  '%j is no JSON',
  async (body) => {
    expect(await reasonFor(sent(body))).toBe('unreadable_body');
  },
);

test('what is no UTF-8 is no JSON', async () => {
  const bytes = Buffer.from([0x22, 0xff, 0x22]);
  expect(await reasonFor(sent(bytes))).toBe('unreadable_body');
});

test.each(['null', '1', '"text"', '[]', '[{"title":"a","text":"b"}]', 'true'])(
  '%s is JSON and no object',
  async (body) => {
    const read = await readInput(create, sent(body), {});
    expect(read).toMatchObject({
      reason: 'invalid_fields',
      errors: [{ field: '', detail: 'Send one JSON object.' }],
    });
  },
);

test('each field is named with what is wrong with it', async () => {
  expect(await errorsFor({})).toEqual({ title: 'Send text here.', text: 'Send text here.' });
  expect(await errorsFor({ title: ' ', text: 'x'.repeat(20_001) })).toEqual({
    title: 'Enter a title.',
    text: 'Use at most 20,000 characters for the text.',
  });
  expect(await errorsFor({ title: 'a\nb', text: 'a\u0000' })).toEqual({
    title: expect.stringContaining('control characters'),
    text: expect.stringContaining('control characters'),
  });
  expect(await errorsFor({ title: 'a\ud800', text: 'a\n\tb' })).toEqual({
    title: expect.stringContaining('could not be read'),
  });
  for (const value of [1, null, [], {}, ['a'], { toString: 1 }, true])
    expect(await errorsFor({ title: value, text: value })).toEqual({
      title: 'Send text here.',
      text: 'Send text here.',
    });
});

test('fields that there are not are refused by name, also those of every object', async () => {
  const body = `{"title":"a","text":"","id":"x","revision":9,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
  const read = await readInput(create, sent(body), {});
  const errors = read.ok ? [] : (read.errors ?? []);
  expect(errors.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['id', 'revision', 'constructor']),
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('only some of many unknown fields are told, each cut short', async () => {
  const body = Object.fromEntries(
    Array.from({ length: 500 }, (_, nth) => [`${nth}${'x'.repeat(1000)}`, 1]),
  );
  const read = await readInput(create, sent(JSON.stringify(body)), {});
  const errors = read.ok ? [] : (read.errors ?? []);
  expect(errors.length).toBeLessThanOrEqual(20);
  expect(errors.every(({ field }) => field.length <= 100)).toBe(true);
});

test.each([
  ['"7"', 7],
  ['W/"7"', 7],
  [' "7" ', 7],
])('If-Match %s names the revision %i', async (condition, revision) => {
  const read = await readInput(edit, sent(GOOD, { ...JSON_TYPE, 'if-match': condition }), {});
  expect(read).toMatchObject({ ok: true, value: { revision } });
});

test.each(['*', '7', '"7", "8"', '"-1"', '"1e3"', '"7', '""', '', 'w/"7"', '"9999999999"'])(
  'If-Match %j names none',
  async (condition) => {
    const request = sent(GOOD, { ...JSON_TYPE, 'if-match': condition });
    expect(await reasonFor(request, edit)).toBe('bad_condition');
  },
);

test('without If-Match nothing is changed', async () => {
  expect(await reasonFor(sent(GOOD), edit)).toBe('condition_missing');
});

test('whatever is sent, it is read or refused, and never takes us down', async () => {
  const withBodies = Object.entries({ ...OPERATIONS, create, edit }).filter(([, { body }]) => body);
  expect(withBodies.length).toBeGreaterThan(1);
  for (const [name, operation] of withBodies) {
    const fields = Object.keys(operation.example as object);
    const near = fc.dictionary(fc.constantFrom(...fields, '__proto__', 'id'), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), near, fc.string()), async (value) => {
        const read = await readInput(
          operation,
          sent(typeof value === 'string' ? value : JSON.stringify(value), {
            ...JSON_TYPE,
            'if-match': '"1"',
          }),
          {},
        );
        expect(read.ok || PROBLEMS[read.reason] < 500, name).toBe(true);
      }),
      { numRuns: 300 },
    );
  }
});
