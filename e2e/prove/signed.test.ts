import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { badgeOf } from '#e2e/prove/badge';
import { type Envelope, keyIdOf, openEnvelope, signStatement } from '#e2e/prove/envelope';
import { signingKey } from '#e2e/prove/proof-key';
import type { Proof } from '#e2e/prove/report-page';
import { signProof } from '#e2e/prove/sign-proof';
import {
  type Sources,
  type Statement,
  sourcesBetween,
  sourcesHere,
  statementOf,
} from '#e2e/prove/statement';
import { verifyProof } from '#e2e/prove/verify-proof';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-proof-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const own = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const publicKey = (key: KeyObject, name: string) => {
  const file = join(folder, name);
  writeFileSync(file, key.export({ format: 'pem', type: 'spki' }));
  return file;
};
const OWN = publicKey(own.publicKey, 'own.pem');
const OTHER = publicKey(other.publicKey, 'other.pem');

const here: Sources = { commit: 'a'.repeat(40), isClean: true, lockFile: 'b'.repeat(64) };
const proof = (problems: string[] = []): Proof => ({
  date: '2026-11-29T04:00:00.000Z',
  seconds: 200,
  version: '0.1.0',
  browser: 'Chromium 140.0.1',
  node: '24.21.0',
  counts: { 'pages looked through': 900, 'secrets looked for': 400 },
  texts: {},
  needles: { password: 12 },
  verdicts: [
    ['no secret where it does not belong', problems],
    ['what is shown was seen, in every place', []],
  ],
  leaks: [],
  tables: [],
});

let made = 0;
const keep = (text: string) => {
  const file = join(folder, `proof-${++made}.json`);
  writeFileSync(file, text);
  return file;
};
const signed = (statement: object = statementOf(proof(), here), key = own.privateKey) =>
  signStatement(statement, key);
const verified = (envelope: object | string, key = OWN, sources = here) =>
  verifyProof(keep(typeof envelope === 'string' ? envelope : JSON.stringify(envelope)), key, sources); // biome-ignore format: one call

test('a signed proof says its commit, its packages, its browser, what held and how much was searched', () => {
  const { holds, lines } = verified(signed());
  expect(holds).toBe(true);
  const said = lines.join('\n');
  expect(said).toContain(`Signed by the key ${keyIdOf(own.publicKey).slice(0, 16)}.`);
  expect(said).toContain('Chromium 140.0.1: 2 checks hold, 0 leaks.');
  expect(said).toContain('pages looked through: 900');
  expect(said).toContain(`Commit ${here.commit}: the one here.`);
  expect(said).toContain('Lock file: the one here.');
  const elsewhere = { ...here, commit: 'c'.repeat(40), lockFile: 'd'.repeat(64) };
  expect(verified(signed(), OWN, elsewhere).lines.filter((line) => line.endsWith('not the one here.'))).toHaveLength(2); // biome-ignore format: one call
});

test('it is an in-toto statement about results of tests, in a DSSE envelope, as others read it', () => {
  const { payloadType, payload, signatures } = signed();
  expect(payloadType).toBe('application/vnd.in-toto+json');
  const { _type, subject, predicateType, predicate } = JSON.parse(Buffer.from(payload, 'base64').toString()); // biome-ignore format: one call
  expect([_type, predicateType]).toEqual(['https://in-toto.io/Statement/v1', 'https://in-toto.io/attestation/test-result/v0.1']); // biome-ignore format: one call
  expect(subject).toEqual([
    { name: 'commit', digest: { gitCommit: here.commit } },
    { name: 'package-lock.json', digest: { sha256: here.lockFile } },
  ]);
  expect(predicate).toMatchObject({ result: 'PASSED', failedTests: [], leaks: 0, findings: [] });
  expect(predicate.passedTests).toHaveLength(2);
  expect(signatures).toMatchObject([{ keyid: keyIdOf(own.publicKey) }]);
});

const changed = (change: (statement: Statement) => void): Envelope => {
  const envelope = signed();
  const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString());
  change(statement);
  return { ...envelope, payload: Buffer.from(JSON.stringify(statement)).toString('base64') };
};

test.each<[string, object | string, string?]>([
  [
    'another commit',
    changed(({ subject }) => Object.assign(subject[0]!.digest, { gitCommit: 'f'.repeat(40) })),
  ],
  [
    'other packages',
    changed(({ subject }) => Object.assign(subject[1]!.digest, { sha256: 'f'.repeat(64) })),
  ],
  [
    'another browser',
    changed(({ predicate }) => Object.assign(predicate.of, { browser: 'Chromium 1' })),
  ],
  [
    'other counts',
    changed(({ predicate }) => Object.assign(predicate.counts, { 'secrets looked for': 9999 })),
  ],
  [
    'another date',
    changed(({ predicate }) => Object.assign(predicate, { date: '2027-01-01T00:00:00.000Z' })),
  ],
  ['another kind of payload', { ...signed(), payloadType: 'text/plain' }],
  ['the signature of another statement', { ...signed(), signatures: signed({ a: 1 }).signatures }],
  ['the signature of another key', signed(statementOf(proof(), here), other.privateKey)],
  ['another key to check with', signed(), OTHER],
  ['no signature', { ...signed(), signatures: [] }],
  [
    'a signature that is none',
    { ...signed(), signatures: [{ keyid: keyIdOf(own.publicKey), sig: '' }] },
  ],
  ['nothing', ''],
  ['a report', JSON.stringify(proof())],
])('what was not signed so does not hold: %s', (_, envelope, key) => {
  // biome-ignore format: one table
  const { holds, lines } = verified(envelope, key);
  expect(holds).toBe(false);
  expect(lines.join(' ')).toContain('NOT signed by');
});

test.each<[string, object, string]>([
  [
    'a run that failed',
    statementOf(proof(['password in document: 1 times']), here),
    'fails: no secret where it does not belong',
  ],
  [
    'a statement of something else',
    { ...statementOf(proof(), here), predicateType: 'https://slsa.dev/provenance/v1' },
    'no statement of npm run prove',
  ],
  ['what is no statement', { a: 1 }, 'no statement of npm run prove'],
  [
    'one that says PASSED and names what failed',
    {
      ...statementOf(proof(['x']), here),
      predicate: { ...statementOf(proof(['x']), here).predicate, result: 'PASSED' },
    },
    'fails:',
  ],
])('what was signed and shows nothing good does not hold: %s', (_, statement, says) => {
  // biome-ignore format: one table
  const { holds, lines } = verified(signed(statement));
  expect(holds).toBe(false);
  expect(lines.join(' ')).toContain(says);
});

test('the text that is signed binds its kind and its length: DSSE has this example', () => {
  const { payload, signatures } = signed();
  const moved = { payloadType: 'application/vnd.in-toto+json ', payload, signatures };
  expect(openEnvelope(JSON.stringify(moved), own.publicKey)).toBeNull();
  expect(openEnvelope(JSON.stringify(signed()), own.publicKey)).toContain('in-toto');
});

test('a key of the operator’s is taken, one that is none is named, and sources that lie here are read', () => {
  const file = join(folder, 'key.pem');
  writeFileSync(file, own.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  expect(keyIdOf(createPublicKey(signingKey(file)))).toBe(keyIdOf(own.publicKey));
  expect(() => signingKey(join(folder, 'gone.pem'))).toThrow('There is no key');
  writeFileSync(file, 'no key');
  expect(() => signingKey(file)).toThrow('is no Ed25519 key in PEM');
  expect(() => verifyProof(join(folder, 'gone.json'), OWN, here)).toThrow('There is no file');
  expect(sourcesHere().lockFile).toMatch(/^[0-9a-f]{64}$/);
});

test.each<[string, Partial<Sources>, Partial<Sources>, boolean]>([
  ['nothing changed', {}, {}, true],
  ['another commit', {}, { commit: 'c'.repeat(40) }, false],
  ['other packages', {}, { lockFile: 'd'.repeat(64) }, false],
  ['changed at its end', {}, { isClean: false }, false],
  ['changed at its start', { isClean: false }, {}, false],
])(
  'a run is of the sources that it began with, and says whether they stayed: %s',
  (_, before, after, isClean) => {
    // biome-ignore format: one table
    const sources = sourcesBetween({ ...here, ...before }, { ...here, ...after });
    expect(sources).toEqual({ ...here, isClean });
  },
);

test('a run leaves the signed statement and the badge of it beside its report', () => {
  const before = sourcesHere();
  const [file = '', badge = ''] = signProof(proof(), { before, folder, key: own.privateKey });
  const { holds, lines } = verifyProof(file, OWN, sourcesHere());
  expect([holds, lines]).toEqual([true, expect.arrayContaining(['Lock file: the one here.'])]);
  expect(readFileSync(badge, 'utf8')).toContain('none, 2 checks hold');
});

test('the badge says what the statement says, in three colours, and runs nothing', () => {
  const badge = (problems: string[], isClean = true) =>
    badgeOf(statementOf(proof(problems), { ...here, isClean }));
  expect(badge([])).toContain('none, 2 checks hold · 2026-11-29</text>');
  expect(badge(['x'])).toContain('1 of 2 checks fail, 0 leaks · 2026-11-29</text>');
  expect(badge([], false)).toContain(' · uncommitted</text>');
  const colours = [badge([]), badge(['x']), badge([], false)].map((one) => one.match(/fill="(#(?!3d3d3a|fff)\w+)"/)?.[1]); // biome-ignore format: one call
  expect(new Set(colours).size).toBe(3);
  for (const one of [badge([]), badge(['x'])])
    expect(one).not.toMatch(/<script|href|@import|url\(/);
});
