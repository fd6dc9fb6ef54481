import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFolder } from './folder.mjs';
import { newLog, newLogKey } from './log.test-support.ts';
import { look as lookAt } from './look.mjs';
import { COSIGNATURE, NOTE, readCheckpoint, readKey, sha256, writeKey } from './note.mjs';
import { Refusal } from './refusal.mjs';

const root = mkdtempSync(join(tmpdir(), 'gatehouse-witness-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const key = newLogKey();
const texts = (count: number, seed = '') =>
  Array.from({ length: count }, (_, at) => JSON.stringify(['', at + 1, `${seed}entry ${at + 1}`]));
const log = (count: number) => newLog(texts(count), key);

let made = 0;
/** A witness with a folder of its own, in this process: how it is started is tried below. */
function newWitness() {
  const path = join(root, String(++made));
  const folder = openFolder(path);
  const look = async (answer: string, vkey = key.vkey) => {
    const where = join(root, `answer-${++made}`);
    writeFileSync(where, answer);
    try {
      const keys = [readKey(vkey, NOTE)!];
      const done = await lookAt({ where, keys, token: undefined, folder, name: 'w.test/w' });
      return { status: 0, said: `${done.size} entries, before ${done.before}` };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.exitCode, said: error.message };
    }
  };
  return {
    path,
    look,
    cosigned: () => readFileSync(join(path, 'cosigned.txt'), 'utf8'),
    size: () => readCheckpoint(folder.last()?.text ?? '')?.size ?? 0,
    key: () => writeKey(folder.key('w.test/w')),
  };
}

const program = (...words: string[]) =>
  spawnSync(process.execPath, ['witness/main.mjs', ...words], { encoding: 'utf8' });

test('a log that only grows is cosigned, each time with what it is now', async () => {
  const witness = newWitness();
  expect(await witness.look(log(0).answer(0))).toEqual({
    status: 0,
    said: '0 entries, before null',
  });
  let old = 0;
  for (const size of [1, 5, 5, 8, 21]) {
    expect(await witness.look(log(size).answer(old))).toEqual({
      status: 0,
      said: `${size} entries, before ${old}`,
    });
    expect(witness.cosigned()).toContain(log(size).checkpoint());
    expect(witness.cosigned()).toContain('\n— w.test/w ');
    expect(witness.size()).toBe(size);
    old = size;
  }
  expect(statSync(witness.path).mode & 0o077).toBe(0);
  for (const name of readdirSync(witness.path))
    expect([name, statSync(join(witness.path, name)).mode & 0o077]).toEqual([name, 0]);
  expect(readdirSync(witness.path).filter((name) => name.startsWith('seen.'))).toHaveLength(2);
});

test('the program says what it did, its key and how much it saw, and ends as it should', () => {
  const file = join(root, 'answer');
  const folder = ['--folder', join(root, 'program'), '--name', 'w.test/w'];
  writeFileSync(file, log(8).answer(0));
  expect(program('--size', ...folder).stdout).toBe('0\n');
  const first = program(file, '--log', `${key.vkey}, ${other.vkey}`, ...folder);
  expect([first.status, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toContain('Cosigned: 8 entries, the first look. ');
  expect(program('--size', ...folder).stdout).toBe('8\n');
  expect(readKey(program('--key', ...folder).stdout.trim(), COSIGNATURE)?.name).toBe('w.test/w');
  writeFileSync(file, fork(9).answer(8));
  const refused = program(file, '--log', key.vkey, ...folder);
  expect([refused.status, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(/^THE LOG WAS REWRITTEN: its first 8 entries/);
});

const other = newLogKey();
const fork = (count: number) => newLog([...texts(4), ...texts(count, 'other ').slice(4)], key);

// The witness has seen eight entries. Each row: what the log says then, and what it is told.
test.each<[string, () => string, string]>([
  ['a fork of the same size', () => fork(8).answer(8), 'REWRITTEN'],
  ['a fork that has grown, with its own proof', () => fork(12).answer(8), 'REWRITTEN'],
  [
    'a fork with the proof of the true log',
    () => log(12).answer(8, fork(12).checkpoint()),
    'REWRITTEN',
  ],
  [
    'a log of others from the first entry on',
    () => newLog(texts(9, 'x'), key).answer(8),
    'REWRITTEN',
  ],
  ['a rollback', () => log(6).answer(8), 'CUT OFF'],
  ['a rollback to nothing', () => log(0).answer(8), 'CUT OFF'],
  [
    'another root of the same size',
    () => log(8).answer(8, log(8).checkpoint({ as: sha256() })),
    'REWRITTEN',
  ],
  [
    'another root of a larger size',
    () => log(12).answer(8, log(12).checkpoint({ as: sha256() })),
    'REWRITTEN',
  ],
  [
    'the right root with another size',
    () => log(12).answer(8, log(12).checkpoint({ size: 17 })),
    'REWRITTEN',
  ],
  ['a proof with a hash too few', () => log(12).answer(8, log(12).checkpoint(), []), 'REWRITTEN'],
  [
    'a proof with a hash too many',
    () => log(8).answer(8, log(12).checkpoint(), [log(8).root, log(3).root, log(2).root]),
    'REWRITTEN',
  ],
  [
    'another key by the same name',
    () => newLog(texts(12), { ...newLogKey() }).answer(8),
    'not signed by a key of --log',
  ],
  [
    'another key that says it is this one',
    () => newLog(texts(12), { ...other, id: key.id }).answer(8),
    'not signed by a key of --log',
  ],
  [
    'no signature',
    () =>
      log(12)
        .answer(8)
        .replace(/— .*\n$/, ''),
    'not signed by a key of --log',
  ],
  [
    'a signature of another checkpoint',
    () =>
      log(12)
        .answer(8)
        .replace(/\n12\n/, '\n11\n'),
    'not signed by a key of --log',
  ],
  [
    'another log of the same key',
    () => newLog(texts(12), key, 'other.example.org/audit').answer(8),
    'This is the log other.example.org/audit',
  ],
])('it refuses, keeps what it saw and ends with 1: %s', async (_, answer, says) => {
  const witness = newWitness();
  expect((await witness.look(log(8).answer(0))).status).toBe(0);
  const before = witness.cosigned();
  const { said, status } = await witness.look(answer());
  expect([status, said]).toEqual([1, expect.stringContaining(says)]);
  expect(said).toContain('Not cosigned.');
  expect(witness.cosigned()).toBe(before);
  const evidence = said.match(/kept in (.*)\.$/m)?.[1];
  if (evidence) expect(readFileSync(evidence, 'utf8')).toBe(answer());
  expect(witness.size()).toBe(8);
  // The true log is still taken.
  expect((await witness.look(log(12).answer(8))).status).toBe(0);
});

test('a size that the proof does not bind is found by the next look: no leaves lead there', async () => {
  const witness = newWitness();
  await witness.look(log(8).answer(0));
  // One hash stands for all after the eighth, twelve or thirteen.
  expect((await witness.look(log(12).answer(8, log(12).checkpoint({ size: 13 })))).status).toBe(0);
  for (const size of [13, 14, 20])
    expect((await witness.look(log(size).answer(13))).status).toBe(1);
});

test.each<[string, string]>([
  ['nothing', ''],
  ['a page', '<html>Not found</html>'],
  ['a checkpoint alone', log(9).checkpoint()],
  ['a proof from another place', log(9).answer(5)],
  [
    'more hashes than there can be',
    log(9).answer(
      8,
      log(9).checkpoint(),
      Array.from({ length: 64 }, () => sha256()),
    ),
  ],
])('what is no answer ends with 3 and is no word about the log: %s', async (_, answer) => {
  const witness = newWitness();
  await witness.look(log(8).answer(0));
  expect((await witness.look(answer)).status).toBe(3);
});

test('a memory that was spoilt is no first look', async () => {
  const witness = newWitness();
  await witness.look(log(8).answer(0));
  writeFileSync(join(witness.path, 'seen.1'), 'spoilt');
  expect(await witness.look(fork(9).answer(0))).toEqual({
    status: 3,
    said: 'What was seen last cannot be read any more. Not cosigned.',
  });
});

test('of several that look at the same time at two forks one is cosigned, and never another after it', async () => {
  const witness = newWitness();
  await witness.look(log(4).answer(0));
  const files = [log(9), fork(9)].map((one, at) => {
    const file = join(root, `fork-${at}`);
    writeFileSync(file, one.answer(4));
    return file;
  });
  const ends = await Promise.all(
    Array.from({ length: 8 }, (_, at) => {
      const words = ['witness/main.mjs', String(files[at % 2]), '--log', key.vkey, '--folder', witness.path]; // biome-ignore format: one call
      const child = spawn(process.execPath, words);
      return new Promise<{ fork: number; status: number | null }>((done) =>
        child.once('close', (status) => done({ fork: at % 2, status })),
      );
    }),
  );
  const cosigned = new Set(ends.filter(({ status }) => status === 0).map(({ fork: one }) => one));
  expect(cosigned.size).toBe(1);
  const kept = witness.cosigned().startsWith(log(9).checkpoint()) ? 0 : 1;
  expect(cosigned.has(kept)).toBe(true);
});

test.each([
  ['no address', []],
  ['no key', ['https://app.example.org']],
  ['a key that is none', ['https://app.example.org', '--log', 'x+00000000+AAAA']],
  [
    'a key with a spoilt id',
    ['https://app.example.org', '--log', key.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
  ],
  ['an option that is none', ['https://app.example.org', '--log', key.vkey, '--force']],
  ['an address without https', ['http://app.example.org', '--log', key.vkey]],
])('what is used wrongly ends with 2: %s', (_, words) => {
  expect(program(...words, '--folder', join(root, 'program')).status).toBe(2);
});

test('it asks the address for what came since, shows the token, and takes it nowhere else', async () => {
  const asked: { url: string | undefined; token: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url, token: request.headers.authorization });
    if (asked.length > 2) return response.writeHead(302, { Location: '/elsewhere' }).end();
    return response.end(log(7).answer(asked.length === 1 ? 0 : 7));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const witness = newWitness();
  const token = join(root, 'token');
  writeFileSync(token, 'of-this-test\n');
  const words = ['witness/main.mjs', `http://127.0.0.1:${port}`, '--log', key.vkey, '--token-file', token, '--folder', witness.path]; // biome-ignore format: one call
  const ends: (number | null)[] = [];
  for (let look = 0; look < 3; look++)
    ends.push(
      await new Promise<number | null>((done) =>
        spawn(process.execPath, words).once('close', done),
      ),
    );
  server.close();
  expect(ends).toEqual([0, 0, 3]);
  expect(asked.map(({ url }) => url)).toEqual(['/audit/checkpoint?old=0', '/audit/checkpoint?old=7', '/audit/checkpoint?old=7']); // biome-ignore format: one call
  expect(new Set(asked.map((one) => one.token))).toEqual(new Set(['Bearer of-this-test']));
});
