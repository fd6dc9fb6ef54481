import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { signStatement } from '#e2e/prove/envelope';
import { harmless, saidOf } from '#e2e/prove/say';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-say-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Clears the screen, goes up a line, turns around, and says what is not so. */
const EVIL = '\u001b[2J\u001b[1A\u202e\r\nProven on 2026-01-01\u009b31m\u2028x';
const MOVES = /[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/u;

const prove = (...words: string[]) =>
  spawnSync(process.execPath, ['--conditions=react-server', 'e2e/prove/main.ts', ...words], {
    encoding: 'utf8',
  });
const keep = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

test('what a page of somebody else says of itself moves nothing on a terminal', () => {
  const looked = { title: EVIL, texts: 1, keptBack: [EVIL], suspects: [EVIL] };
  const said = harmless(saidOf('http://127.0.0.1/', looked));
  expect(said).not.toMatch(MOVES);
  expect(said.trimEnd().split('\n')).toHaveLength(4);
});

test('what somebody has signed moves nothing on a terminal, wherever it stands', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    subject: [{ name: 'commit', digest: { gitCommit: EVIL } }],
    predicate: {
      result: 'FAILED',
      passedTests: [],
      failedTests: [EVIL],
      of: { gatehouse: EVIL, browser: EVIL, isClean: true },
      date: EVIL,
      counts: { [EVIL]: EVIL },
      leaks: EVIL,
    },
  };
  const file = keep('evil.json', JSON.stringify(signStatement(statement, privateKey)));
  const key = keep('evil.pem', String(publicKey.export({ format: 'pem', type: 'spki' })));
  const { status, stdout, stderr } = prove('--verify', file, '--key', key);
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toContain('NOT proven');
  expect(stdout).not.toMatch(MOVES);
  expect(stdout.split('\n').filter((line) => line.startsWith('Proven'))).toEqual([]);
});

test.each([
  ['that is not there', join(folder, 'gone.pem'), 'There is no key'],
  ['that is none', keep('none.pem', 'no key'), 'is no Ed25519 key in PEM'],
])('a key %s is refused in a sentence before anything is walked', (_, file, says) => {
  const { status, stdout, stderr } = prove('--key', file);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(says);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
