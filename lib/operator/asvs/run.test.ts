import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readAnswers } from '#lib/operator/asvs/answers';
import { assess, exitCodeOf, probesOf } from '#lib/operator/asvs/assess';
import { oscalOf } from '#lib/operator/asvs/oscal';
import type { Seen } from '#lib/operator/asvs/probe';
import { answeredBySettings, QUESTIONS } from '#lib/operator/asvs/questions';
import { readStandard, type Standard, type StandardRow } from '#lib/operator/asvs/row';
import { assessmentLines } from '#lib/operator/asvs/tell';
import { readAsvsWords } from '#lib/operator/asvs/words';
import { makeFolder } from '#lib/testing/database.test-support';
import { newDeployment } from '#lib/testing/deployment.test-support';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const here = newDeployment();
beforeAll(() => here.seed());
afterAll(() => here.remove());

test.each([
  [['--asvs'], { standard: 'asvs', level: 3, form: 'table', answers: null }],
  [['--asvs', '--level', '1', '--json'], { standard: 'asvs', level: 1, form: 'json', answers: null }],
  [['--oscal', '--nist', '--answers', 'a.json'], { standard: 'nist', level: 3, form: 'oscal', answers: 'a.json' }],
] as const)('%j asks for %j', (words, value) => { // biome-ignore format: one line each
  expect(readAsvsWords([...words])).toEqual({ ok: true, value });
}); // biome-ignore format: one line each

test.each([
  [['--asvs', '--level'], '--level is 1, 2 or 3.'],
  [['--asvs', '--level', '0'], '--level is 1, 2 or 3.'],
  [['--asvs', '--level', '--json'], '--level is 1, 2 or 3.'],
  [['--asvs', 'now'], 'There is no "now" beside --asvs.'],
  [['--asvs', '--asvs'], '--asvs stands there twice.'],
  [['--asvs', '--nist'], 'Say --asvs or --nist, not both.'],
  [['--asvs', '--json', '--oscal'], 'Say --json or --oscal, not both.'],
  [['--asvs', '--answers'], '--answers needs the name of a file.'],
  [['--asvs', '--answers', '--json'], '--answers needs the name of a file.'],
])('%j is refused in one sentence', (words, because) => {
  expect(readAsvsWords(words)).toEqual({ ok: false, reason: 'wrong', because });
});

const LIST = (rows: Record<string, Partial<StandardRow>>): Standard => ({
  standard: { ...readStandard('asvs').standard, rows: Object.keys(rows).length },
  rows: Object.fromEntries(
    Object.entries(rows).map(([id, row]) => [id, { L: 1, asks: 'x', is: 'met', ...row }]),
  ),
});
const TESTS: [string, string][] = [
  ['lib/operator/asvs/run.test.ts', 'a row stands as the probes and the answers say'],
];
const SEEN = (is: Seen['is']): Record<string, Seen> => ({ tls: { is, says: 'so' } });

test('a row stands as the probes and the answers say', () => {
  const list = LIST({
    '1.1.1': { tests: TESTS },
    '1.1.2': { tests: TESTS, probes: ['tls'] },
    '1.1.3': { probes: ['tls'] },
    '1.1.4': { is: 'deviates', why: 'docs/keys.md', probes: ['tls'] },
    '1.1.5': { is: 'asked', questions: ['Q-TLS'] },
    '1.1.6': { is: 'open', fix: 'mend it', since: '2026-11-29' },
    '1.1.7': { is: 'not-applicable', because: 'x', unless: { dependency: 'ws' } },
    '2.1.1': { L: 2, is: 'open', fix: 'mend it', since: '2026-11-29' },
  });
  const states = (is: Seen['is'], given = {}, level = 1) =>
    assess(list, level, SEEN(is), given)
      .rows.map(({ state }) => state)
      .join(' ');
  expect(states('passed')).toBe('met met met deviates asked open');
  expect(states('failed')).toBe('met failed failed deviates asked open');
  expect(states('unseen')).toBe('met met unseen deviates asked open');
  expect(states('passed', { 'Q-TLS': 'yes' }, 2)).toBe('met met met deviates answered open open');
  expect(probesOf(list, 1)).toEqual(['tls']);
});

test.each<[string, Record<string, Partial<StandardRow>>, Seen['is'], object, number]>([
  ['all is met', { '1.1.1': { tests: TESTS, probes: ['tls'] } }, 'passed', {}, 0],
  ['a probe failed', { '1.1.1': { tests: TESTS, probes: ['tls'] } }, 'failed', {}, 1],
  ['a row is open', { '1.1.1': { is: 'open', fix: 'x', since: 'y' } }, 'passed', {}, 1],
  ['a test is gone', { '1.1.1': { tests: [['lib/gone.test.ts', 'x']] } }, 'passed', {}, 1],
  ['something is asked', { '1.1.1': { is: 'asked', questions: ['Q-TLS'] } }, 'passed', {}, 2],
  ['it is answered', { '1.1.1': { is: 'asked', questions: ['Q-TLS'] } }, 'passed', { 'Q-TLS': 'yes' }, 0],
  ['nothing could be seen', { '1.1.1': { probes: ['tls'] } }, 'unseen', {}, 2],
  ['an answer stands beside a failed probe', { '1.1.1': { is: 'asked', questions: ['Q-TLS'], probes: ['tls'] } }, 'failed', { 'Q-TLS': 'yes' }, 1],
])('where %s it ends with a number that says so', (_, rows, is, given, code) => { // biome-ignore format: one line each
  expect(exitCodeOf(assess(LIST(rows), 3, SEEN(is), given))).toBe(code);
}); // biome-ignore format: one line each

test('an answer ends with its day, and a file that is no file of answers is refused in a sentence', () => {
  const file = join(makeFolder(), 'answers.json');
  expect(readAnswers(file)).toEqual({ ok: true, value: {} });
  const one = { answer: 'Caddy', by: 'Ada', on: '2026-01-01', until: '2026-06-30' };
  writeFileSync(file, JSON.stringify({ 'Q-TLS': one, 'Q-HOST': { ...one, until: '2027-01-01' } }));
  const at = (day: string) => readAnswers(file, Date.parse(day));
  expect(at('2026-06-30T12:00Z')).toEqual({
    ok: true,
    value: { 'Q-TLS': 'Caddy (Ada, 2026-01-01)', 'Q-HOST': 'Caddy (Ada, 2026-01-01)' },
  });
  expect(at('2026-07-01T12:00Z')).toEqual({
    ok: true,
    value: { 'Q-HOST': 'Caddy (Ada, 2026-01-01)' },
  });
  for (const text of [
    '{',
    '[]',
    '{"Q-OTHER":{}}',
    `{"Q-TLS":${JSON.stringify({ ...one, by: '' })}}`,
  ]) {
    writeFileSync(file, text);
    expect([text, readAnswers(file)]).toEqual([
      text,
      { ok: false, reason: 'unreadable', because: expect.any(String) },
    ]);
  }
  expect(answeredBySettings({ SECOND_FACTOR: 'everyone', LISTEN: 'localhost' })).toEqual({
    'Q-MFA': expect.stringContaining('SECOND_FACTOR=everyone'),
    'Q-HOP': expect.stringContaining('LISTEN=localhost'),
  });
  expect(answeredBySettings({ SECOND_FACTOR: 'staff', LISTEN: '0.0.0.0' })).toEqual({});
});

test('the table says what failed, what is asked and what was not seen, and counts', () => {
  const list = LIST({
    '1.1.1': { tests: TESTS, probes: ['tls'] },
    '1.1.2': { is: 'asked', questions: ['Q-TLS'] },
    '1.1.3': { read: { files: ['README.md'], on: '2026-01-01', says: 'x', hash: '0' } },
  });
  const lines = assessmentLines(assess(list, 1, SEEN('failed'), {}));
  expect(lines).toContain('FAILED  tls: so');
  expect(lines).toContain('failed 1.1.1: x. See tls above.');
  expect(lines).toContain(`asked Q-TLS: ${QUESTIONS['Q-TLS']}`);
  expect(lines.some((line) => /^read again 1\.1\.3: .* \(now [0-9a-f]{12}\)/.test(line))).toBe(
    true,
  );
  expect(lines.some((line) => /^1 {6,}1 +0 +0 +1 +0 +1 +0$/.test(line))).toBe(true);
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TOKEN = /^[A-Za-z_][\w.-]*$/;

test('OSCAL has a finding for each row, and every reference leads to something', () => {
  const list = readStandard('asvs');
  const seen = Object.fromEntries(
    probesOf(list, 3).map((name) => [name, { is: 'passed', says: 'x' } as Seen]),
  );
  const { 'assessment-results': results } = oscalOf(assess(list, 3, seen, {}), 'asvs');
  const [result] = results.results;
  const { findings = [], observations = [], risks = [] } = result ?? {};
  const rows = Object.values(list.rows).filter(({ is }) => is !== 'not-applicable');
  expect(findings).toHaveLength(rows.length);
  expect(risks).toHaveLength(rows.filter(({ is }) => is === 'deviates').length);
  const ids = [results, ...results.results, ...findings, ...observations, ...risks].map(
    ({ uuid }) => uuid,
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const one of ids) expect(one).toMatch(UUID);
  const known = new Set(ids);
  for (const finding of findings) {
    expect(finding.target['target-id']).toMatch(TOKEN);
    for (const one of finding['related-observations'] ?? [])
      expect(known.has(one['observation-uuid'])).toBe(true);
    for (const one of finding['related-risks'] ?? [])
      expect(known.has(one['risk-uuid'])).toBe(true);
  }
  for (const one of observations) expect(one.description).not.toMatch(/undefined/);
  expect(new Set(observations.flatMap(({ methods }) => methods))).toEqual(
    new Set(['TEST', 'EXAMINE', 'INTERVIEW']),
  );
  const plan = results['back-matter'].resources[0]?.uuid;
  expect(results['import-ap'].href).toBe(`#${plan}`);
});

test('the command looks and changes nothing, and says how it stands', async () => {
  const { exitCode, stdout, stderr } = await here.run(
    'doctor',
    ['--asvs', '--level', '1', '--json'],
    { PORT: '1' },
  );
  const { rows, probes, level } = JSON.parse(stdout) as {
    rows: { id: string; state: string }[];
    probes: Record<string, Seen>;
    level: number;
  };
  expect([stderr, level, rows.length > 50, exitCode > 0]).toEqual(['', 1, true, true]);
  expect(probes['answers']).toEqual({
    is: 'unseen',
    says: expect.stringContaining('ECONNREFUSED'),
  });
  expect(rows.find(({ id }) => id === '7.2.3')).toMatchObject({ state: 'met' });
  const wrong = await here.run('doctor', ['--asvs', '--level', 'x']);
  expect(wrong).toEqual({ exitCode: 1, stdout: '', stderr: '--level is 1, 2 or 3.\n' });
  const settings = await here.run('doctor', ['--asvs'], { PORT: 'none' });
  expect(settings).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Some settings are wrong/),
  });
});
