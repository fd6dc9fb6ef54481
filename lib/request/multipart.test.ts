import { expect, test } from 'vitest';
import { boundaryOf, NotAForm, readMultipart } from '#lib/request/multipart';
import fc from '#lib/testing/fast-check.test-support';

type Part = { name: string; filename: string | null; data: string };

/** The parts of a body that comes in pieces of these sizes. */
async function partsOf(body: Buffer, boundary: string, sizes: number[] = []): Promise<Part[]> {
  async function* pieces() {
    let at = 0;
    for (const size of sizes) {
      yield body.subarray(at, at + size);
      at += size;
    }
    yield body.subarray(at);
  }
  const parts: Part[] = [];
  let data: Buffer[] = [];
  for await (const event of readMultipart(pieces(), boundary)) {
    if (event.is === 'part') {
      data = [];
      parts.push({ name: event.name, filename: event.filename, data: '' });
    } else if (event.is === 'data') data.push(Buffer.from(event.chunk));
    else parts.at(-1)!.data = Buffer.concat(data).toString('latin1');
  }
  return parts;
}

const written = (parts: Part[], boundary: string) =>
  Buffer.concat([
    ...parts.map(({ name, filename, data }) =>
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === null ? '' : `; filename="${filename}"\r\nContent-Type: image/png`}\r\n\r\n`,
        ),
        Buffer.from(data, 'latin1'),
        Buffer.from('\r\n'),
      ]),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);

const anyData = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  // What looks like the beginning of a boundary, and is none.
  fc
    .array(fc.constantFrom('\r\n', '--', '\r\n--', '\r\n--b', '\r\n--bo', 'x', '\r'), {
      maxLength: 20,
    })
    .map((words) => words.join('')),
);

test('whatever is sent, in whatever pieces it comes, is read as it was written', async () => {
  const anyPart = fc.record({
    name: fc.constantFrom('a', 'file', 'Grüße'),
    filename: fc.constantFrom(null, '', 'a.png', 'Ü b.png'),
    data: anyData,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPart, { maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }),
      async (parts, sizes) => {
        expect(await partsOf(written(parts, 'bound'), 'bound', sizes)).toEqual(parts);
      },
    ),
    { numRuns: 300 },
  );
});

test('what a browser writes of itself is read', async () => {
  const form = new FormData();
  form.append('a "b"\r\nc', 'über');
  form.append('file', new Blob(['\x89PNG']), 'my "picture".png');
  const request = new Request('http://x.test', { method: 'POST', body: form });
  const boundary = boundaryOf(request.headers.get('content-type'))!;
  const body = Buffer.from(await request.arrayBuffer());
  expect(await partsOf(body, boundary, [1, 1, 1])).toEqual([
    { name: 'a "b"\r\nc', filename: null, data: Buffer.from('über').toString('latin1') },
    { name: 'file', filename: 'my "picture".png', data: Buffer.from('\x89PNG').toString('latin1') },
  ]);
});

const HEAD = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n';
test.each([
  ['nothing', ''],
  ['no boundary', 'a=b'],
  ['something before the first boundary', `x${HEAD}1\r\n--b--`],
  ['another boundary', '--c--'],
  ['no end', `${HEAD}1`],
  ['no end after a part', `${HEAD}1\r\n--b`],
  ['a boundary that goes on', `${HEAD}1\r\n--bx`],
  ['a part without a name', '--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--'],
  ['a head without an end', `--b\r\n${'X: y\r\n'.repeat(2_000)}`],
  ['a head that is too long', `--b\r\nX: ${'y'.repeat(9_000)}\r\n\r\n1\r\n--b--`],
])('%s is no form', async (_, body) => {
  await expect(partsOf(Buffer.from(body), 'b')).rejects.toThrow(NotAForm);
});

test('what comes after the end is not read', async () => {
  expect(await partsOf(Buffer.from(`${HEAD}1\r\n--b--\r\n${HEAD}2`), 'b')).toHaveLength(1);
});

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['Multipart/Form-Data;boundary="a b"', 'a b'],
  ['multipart/form-data', null],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, null],
  ['multipart/mixed; boundary=abc', null],
  ['application/x-www-form-urlencoded', null],
  [null, null],
])('the boundary of %j is %j', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});
