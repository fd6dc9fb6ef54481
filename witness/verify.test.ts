import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findPython } from '../scripts/test-programs.mjs';
import { openFolder } from './folder.mjs';
import { type LogKey, newLog, newLogKey } from './log.test-support.ts';
import { cosign, sha256, writeKey } from './note.mjs';

const root = mkdtempSync(join(tmpdir(), 'gatehouse-verify-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const key = newLogKey();
const other = newLogKey();
const others: LogKey = { ...other, id: key.id };
const texts = (count: number) =>
  Array.from({ length: count }, (_, at) => JSON.stringify(['', at + 1, `entry ${at + 1}`]));
const log = (count: number) => newLog(texts(count), key);
const fork = newLog([...texts(4), ...texts(4)], key);
const keyOf = (name: string) => openFolder(join(root, name)).key('w.test/w');
const witnessKey = writeKey(keyOf('witness'));
const stranger = writeKey(keyOf('stranger'));
const note = log(8).checkpoint();
const seen = `${note}${cosign(keyOf('witness'), note.slice(0, note.indexOf('\n\n') + 1))}\n`;

/** Runs the verifier as it stands there, on each of these, in one Python: each start takes a fifth of a second. */
const DRIVER = `import contextlib, io, json, runpy, sys
ends = []
for words in json.load(sys.stdin):
    out, sys.argv, end = io.StringIO(), ["verify.py", *words], 0
    with contextlib.redirect_stdout(out):
        try:
            runpy.run_path("witness/verify.py", run_name="__main__")
        except SystemExit as error:
            end = str(error.code)
        except Exception as error:
            end = repr(error)
    ends.append([end, out.getvalue()])
json.dump(ends, sys.stdout)`;

function verifyAll(asked: [proof: string, ...keys: string[]][]): [end: string | 0, out: string][] {
  const words = asked.map(([proof, ...keys], at) => {
    const file = join(root, `proof-${at}`);
    writeFileSync(file, proof);
    return [file, ...keys];
  });
  const python = findPython('cryptography') ?? 'python3';
  const { stdout } = spawnSync(python, ['-c', DRIVER], { input: JSON.stringify(words), encoding: 'utf8' }); // biome-ignore format: one call
  return JSON.parse(stdout);
}

test('the verifier is at most sixty lines, ends with 0 and prints the entry, or with 1', () => {
  expect(readFileSync('witness/verify.py', 'utf8').trim().split('\n').length).toBeLessThan(61);
  const file = join(root, 'one');
  writeFileSync(file, log(8).prove(3, seen));
  const verify = (...keys: string[]) =>
    spawnSync(findPython('cryptography') ?? 'python3', ['witness/verify.py', file, ...keys], { encoding: 'utf8' }); // biome-ignore format: one call
  const proven = verify(key.vkey, witnessKey);
  expect([proven.status, proven.stderr]).toEqual([0, '']);
  expect(JSON.parse(proven.stdout)).toEqual({ log: key.name, entries: 8, witnesses: 1, entry: [4, 'entry 4'] }); // biome-ignore format: one call
  const not = verify(other.vkey);
  expect([not.status, not.stdout]).toEqual([1, '']);
  expect(not.stderr).toMatch(/^NOT proven: .* has not signed this checkpoint\.\n$/);
});

test('the verifier proves every entry of trees of every shape', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 13].flatMap((size) =>
    Array.from({ length: size }, (_, at) => ({ size, at })),
  );
  const ends = verifyAll(all.map(({ size, at }) => [log(size).prove(at, log(size).checkpoint()), key.vkey])); // biome-ignore format: one call
  for (const [nth, { size, at }] of all.entries())
    expect([ends[nth]?.[0], JSON.parse(ends[nth]?.[1] ?? '')]).toEqual([0, { log: key.name, entries: size, witnesses: 0, entry: [at + 1, `entry ${at + 1}`] }]); // biome-ignore format: one call
});

const proof = (told?: string, at = 3, by = seen) => log(8).prove(at, by, told);

const SPOILT: [string, string, string[], string][] = [
  [
    'an altered entry',
    proof(JSON.stringify(['', 4, 'entry four'])),
    [],
    'does not stand in this log',
  ],
  ['another place', log(8).prove(3, seen, undefined, 2), [], 'does not stand in this log'],
  ['a place before the first', log(8).prove(3, seen, undefined, -1), [], 'proven'],
  ['a place after the last', log(8).prove(3, seen, undefined, 8), [], 'proven'],
  ['a hash too few', log(8).prove(3, seen, undefined, 3, [log(1).root]), [], 'too short'],
  [
    'a hash too many',
    log(8).prove(
      3,
      seen,
      undefined,
      3,
      Array.from({ length: 9 }, () => log(1).root),
    ),
    [],
    'too long',
  ],
  [
    'an altered root',
    proof().replace(log(8).root.toString('base64'), sha256().toString('base64')),
    [],
    'has not signed this checkpoint',
  ],
  ['an altered size', proof().replace('\n8\n', '\n9\n'), [], 'has not signed this checkpoint'],
  [
    'the checkpoint of a fork',
    log(8).prove(3, fork.checkpoint()),
    [],
    'does not stand in this log',
  ],
  ['another key of the log', proof(), [other.vkey], 'has not signed this checkpoint'],
  [
    'a signature of another key with this id',
    log(8).prove(3, newLog(texts(8), others).checkpoint()),
    [],
    'has not signed this checkpoint',
  ],
  ['another witness', proof(), [key.vkey, stranger], 'has not signed this checkpoint'],
  [
    'no cosignature',
    log(8).prove(3, log(8).checkpoint()),
    [key.vkey, witnessKey],
    'has not signed this checkpoint',
  ],
  [
    'a cosignature of another time',
    proof().replace(/(— w.test\/w \S{9})\S/, '$1/'),
    [key.vkey, witnessKey],
    'has not signed this checkpoint',
  ],
  ['a witness in place of the log', proof(), [witnessKey], 'no key of this kind'],
  ['no key', proof(), ['none'], ''],
];

const ends = verifyAll(SPOILT.map(([, spoilt, keys]) => [spoilt, ...(keys.length > 0 ? keys : [key.vkey])])); // biome-ignore format: one call

test.each(SPOILT.map(([what, , , says], at) => [what, says, ends[at]] as const))(
  'the verifier finds %s',
  (_, says, [end, out] = [0, '']) => {
    expect([end, out]).toEqual([expect.stringContaining(says), '']);
  },
);
