import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import type { Route } from '#lib/product/route';
import { inRequest } from '#lib/request/context';
import { type FileReason, type ReceivedForm, receiveFiles } from '#lib/request/receive-files';
import { refuseFiles } from '#lib/request/refuse-files';
import { contextOf } from '#lib/testing/database.test-support';

const scanned = vi.hoisted(() => [] as string[]);
vi.mock('#lib/product/routes', () => {
  const ROUTES: Route[] = [
    {
      path: '/projects/[project]/files',
      files: { types: ['image/png', 'text/plain'], each: '64 KB', most: 2 },
    },
    {
      path: '/scanned',
      files: {
        types: ['text/plain'],
        each: '1 KB',
        scan: async ({ path, name }) => {
          scanned.push(name);
          return !readFileSync(path, 'utf8').includes('EICAR');
        },
      },
    },
  ];
  return { ROUTES };
});

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(5_000, 7)]);
type Sent = [field: string, data: string | Buffer, name?: string][];

function sending(sent: Sent, path = '/projects/7/files') {
  const form = new FormData();
  for (const [field, data, name] of sent)
    if (name === undefined) form.append(field, String(data));
    else form.append(field, new Blob([data as BlobPart]), name);
  return new Request(`http://localhost:3000${path}`, { method: 'POST', body: form });
}

const left = () => globSync('gatehouse-files-*', { cwd: tmpdir() });
const summary = async ({ files, fields }: ReceivedForm) => ({
  files: files.map(({ path, ...file }) => ({
    ...file,
    isWhole: statSync(path).size === file.size,
  })),
  fields: Object.fromEntries(fields),
});

test('files come whole, for this user only, with the other fields; afterwards they are gone', async () => {
  const before = left();
  let kept = '';
  const sent: Sent = [
    ['title', 'Plans ü'],
    ['file', PNG, 'C:\\a\\Plan.png'],
    ['file', 'some text', '../b.txt'],
  ];
  const received = await receiveFiles(sending(sent), async (form) => {
    kept = form.files[0]!.path;
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept).equals(PNG)).toBe(true);
    return summary(form);
  });
  expect(received).toEqual({
    ok: true,
    value: {
      files: [
        { field: 'file', name: 'Plan.png', type: 'image/png', size: PNG.length, isWhole: true },
        { field: 'file', name: 'b.txt', type: 'text/plain', size: 9, isWhole: true },
      ],
      fields: { title: 'Plans ü' },
    },
  });
  expect(existsSync(kept)).toBe(false);
  expect(left()).toEqual(before);
});

test.each<[what: string, reason: string, sent: Sent]>([
  [
    'a file that is too large',
    'file_too_large',
    [['file', Buffer.concat([PNG, Buffer.alloc(65_536)]), 'a.png']],
  ],
  ['a type that only its name claims', 'wrong_type', [['file', Buffer.from([1, 2, 3]), 'a.png']]],
  ['another picture', 'wrong_type', [['file', Buffer.from('GIF89a\x00'), 'a.png']]],
  ['an empty file', 'wrong_type', [['file', '', 'a.txt']]],
  [
    'one too many',
    'too_many_files',
    [
      ['a', 'x', 'a'],
      ['b', 'y', 'b'],
      ['c', 'z', 'c'],
    ],
  ],
  ['none', 'no_file', [['title', 'x']]],
  ['a field where none was chosen', 'no_file', [['file', '', '']]],
  [
    'fields that are too large',
    'fields_too_large',
    [
      ['a', 'x'.repeat(33_000)],
      ['file', PNG, 'a.png'],
    ],
  ],
])('%s: %s', async (_, reason, sent) => {
  const before = left();
  const use = vi.fn();
  const request = sending(sent);
  expect(await receiveFiles(request, use)).toEqual({ ok: false, reason });
  expect(use).not.toHaveBeenCalled();
  expect(left()).toEqual(before);
});

/** A form of many parts, in one piece. */
const many = (count: number, head: (nth: number) => string, data = '') =>
  `${Array.from({ length: count }, (_, nth) => `--b\r\nContent-Disposition: form-data; ${head(nth)}\r\n\r\n${data}\r\n`).join('')}--b--`;

test.each<[what: string, body: string]>([
  ['fields without a value', many(600, () => 'name="a"')],
  ['fields with long names', many(6, (nth) => `name="${nth}${'x'.repeat(6_000)}"`)],
  ['files where none was chosen', many(600, () => 'name="a"; filename=""')],
  ['no files with long names', many(6, () => `name="${'x'.repeat(6_000)}"; filename=""`)],
  ['as many fields as a megabyte holds', many(20_000, () => 'name=""')],
])('%s are counted, too', async (_, body) => {
  const appended = vi.spyOn(FormData.prototype, 'append');
  const request = new Request('http://localhost:3000/projects/7/files', {
    method: 'POST',
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  expect(await receiveFiles(request, vi.fn())).toMatchObject({ reason: 'fields_too_large' });
  expect(appended.mock.calls.length).toBeLessThanOrEqual(512);
  appended.mockRestore();
});

test('two hundred fields and two files are no more than a form has', async () => {
  const fields: Sent = Array.from({ length: 200 }, (_, nth) => [`field-${nth}`, 'some words']);
  const files: Sent = [['f', 'one', 'a.txt'], ['f', 'two', 'b.txt']]; // biome-ignore format: one line
  expect(await receiveFiles(sending([...fields, ...files]), summary)).toMatchObject({ ok: true });
});

test.each(['/projects/7%2F8/files', '/projects/7%2f8/files', '/projects%2F7/files', '/%2Fscanned'])(
  'a slash that is written otherwise is refused, not a failure: %s',
  async (path) => {
    const request = sending([['file', PNG, 'a.png']], path);
    expect(await receiveFiles(request, vi.fn())).toEqual({ ok: false, reason: 'not_a_form' });
  },
);

test('what is no form, or ends too soon, is told', async () => {
  const at = 'http://localhost:3000/projects/7/files';
  const post = (body: BodyInit, type: string) =>
    receiveFiles(
      new Request(at, { method: 'POST', body, headers: { 'content-type': type } }),
      vi.fn(),
    );
  const refused = { ok: false, reason: 'not_a_form' };
  expect(await post('a=b', 'application/x-www-form-urlencoded')).toEqual(refused);
  const cut = '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nabc';
  expect(await post(cut, 'multipart/form-data; boundary=b')).toEqual(refused);
});

test('a scan is asked of whole files, and what it refuses is not used', async () => {
  expect(await receiveFiles(sending([['f', 'good', 'a.txt']], '/scanned'), summary)).toMatchObject({
    ok: true,
  });
  expect(await receiveFiles(sending([['f', 'EICAR', 'b.txt']], '/scanned'), vi.fn())).toEqual({
    ok: false,
    reason: 'refused_by_scan',
  });
  expect(scanned).toEqual(['a.txt', 'b.txt']);
});

test('what fails in use fails, and leaves no file', async () => {
  const before = left();
  const use = async () => {
    throw new Error('no room');
  };
  await expect(receiveFiles(sending([['f', PNG, 'a.png']]), use)).rejects.toThrow('no room');
  expect(left()).toEqual(before);
});

test('an address that declares no files is a mistake of its author', async () => {
  await expect(receiveFiles(sending([], '/elsewhere'), vi.fn())).rejects.toThrow(
    'declares no files for /elsewhere',
  );
});

test.each([
  ['not_a_form', 400],
  ['no_file', 422],
  ['too_many_files', 422],
  ['file_too_large', 413],
  ['fields_too_large', 413],
  ['wrong_type', 415],
  ['refused_by_scan', 422],
] as [FileReason, number][])(
  '%s is answered by %i, in words, with a way back',
  (reason, status) => {
    const context = contextOf('198.51.100.7');
    const way: [string, string] = ['/projects/7', 'Back to the project'];
    const answer = inRequest(context, () => refuseFiles(reason, way));
    expect(answer.status).toBe(status);
    expect(context.answer.refusal).toMatchObject({ status, way });
    expect(context.answer.refusal?.says).toMatch(/^[A-Z][^{}]+[.]$/);
  },
);
