import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newDeployment } from '#lib/testing/deployment.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

// Each command is a process of its own, and machines are slow at times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const here = newDeployment();
const audit = (...words: string[]) => here.gatehouse('audit', ...words);

beforeAll(async () => {
  await here.seed();
  for (const act of ['disable', 'enable', 'reset'])
    await here.gatehouse('users', act, 'ada@example.com');
});
afterAll(() => here.remove());

test('the log is listed newest first, by kind and person, a page at a time', async () => {
  const { stdout, exitCode } = await audit('list', '--user', 'ADA@example.com', '--limit', '2');
  expect(exitCode).toBe(0);
  const lines = stdout.trim().split('\n');
  expect(lines[0]).toMatch(
    /^9 {2}[\dT:.-]+Z {2}user_reset_started {2}of ada@example\.com {2}by operator {2}from 127\.0\.0\.1/,
  );
  expect(lines[2]).toBe('More with: --after 8');
  const rest = await audit('list', '--after', '8', '--type', 'user_disabled', '--json');
  expect(JSON.parse(rest.stdout)).toMatchObject({
    entries: [{ seq: 7, type: 'user_disabled', subject: 'ada@example.com', actor: 'operator' }],
    next: null,
  });
});

test.each([
  ['whole number', ['list', '--limit', '0']],
  ['whole number', ['list', '--after', 'x']],
  ['no kind of event', ['list', '--type', 'toString']],
  ['not an email address', ['list', '--user', 'ada']],
  ['NUMBER:HASH', ['verify', '--head', '3']],
  ['--old takes', ['checkpoint', '--old', '-1']],

  ['ndjson or csv', ['export', '--format', 'xml']],
  ['a day or a moment', ['export', '--from', 'yesterday']],
])('what is used wrongly ends with 2 and says "%s"', async (says, words) => {
  const outcome = await audit(...words);
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain(says);
});

test('an export goes to standard output with nothing else, its head beside it, and is an entry', async () => {
  const { stdout, stderr, exitCode } = await audit('export', '--format', 'csv');
  expect(exitCode).toBe(0);
  const lines = stdout.split('\r\n');
  expect(lines[0]).toMatch(/^seq,id,at,type,/);
  expect(lines.at(-2)).toContain('sensitive_read,,,operator');
  expect(stderr).toMatch(/^Head: \d+:[0-9a-f]{64}\n$/);
});

test('an export makes a file for its owner, and writes over nothing', async () => {
  const file = join(here.folder, 'log.ndjson');
  expect((await audit('export', file)).exitCode).toBe(0);
  expect(statSync(file).mode & 0o077).toBe(0);
  const [first = ''] = readFileSync(file, 'utf8').split('\n');
  expect(JSON.parse(first)).toMatchObject({ seq: 1, type: 'sensitive_create' });
  writeFileSync(file, 'mine');
  const again = await audit('export', file);
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toContain('is there already');
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const nowhere = join(here.folder, 'no', 'log');
  expect((await audit('export', nowhere)).exitCode).toBe(1);
  expect(existsSync(nowhere)).toBe(false);
});

test('a witness follows the log by what the commands print, and verify compares with what it kept', async () => {
  const [key = ''] = (await audit('key')).stdout.trim().split('\n');
  expect(key).toMatch(/^localhost:\d+\/audit\+[0-9a-f]{8}\+A/);
  const folder = ['--folder', join(here.folder, 'witness'), '--name', 'w.test/w'];
  const witness = (words: string[], input = '') =>
    spawnSync(process.execPath, ['witness/main.mjs', ...words, ...folder], { input, encoding: 'utf8' }); // biome-ignore format: one call
  const first = await audit('checkpoint', '--old', '0');
  expect(witness(['-', '--log', key], first.stdout)).toMatchObject({ status: 0, stderr: '' });
  const seen = witness(['--size']).stdout.trim();
  await here.gatehouse('users', 'reset', 'bob@example.com');
  const more = await audit('checkpoint', '--old', seen);
  expect(witness(['-', '--log', key], more.stdout).stdout).toContain('1 more than before');

  const cosigned = join(here.folder, 'witness/cosigned.txt');
  const witnessKey = witness(['--key']).stdout.trim();
  const whole = await audit('verify', '--witness', cosigned, '--witness-key', witnessKey);
  expect(whole).toMatchObject({ exitCode: 0, stderr: '' });
  expect(whole.stdout).toContain('It is the log that the witness has seen, up to');
  expect(whole.stdout).not.toContain('was not checked');
  expect((await audit('verify', '--witness', cosigned)).stdout).toContain('was not checked');
  const forged = join(here.folder, 'forged.txt');
  writeFileSync(forged, readFileSync(cosigned, 'utf8').replace(/\n(\d+)\n/, '\n1\n'));
  const spoilt = await audit('verify', '--witness', forged, '--witness-key', witnessKey);
  expect(spoilt).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('was not signed by that witness') }); // biome-ignore format: one call
  const other = await audit('verify', '--witness', forged);
  expect(other).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is not what the witness has seen') }); // biome-ignore format: one call

  const file = join(here.folder, 'two.tlog-proof');
  expect(await audit('prove', '2', file, '--witness', cosigned)).toMatchObject({ exitCode: 0 });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain(readFileSync(cosigned, 'utf8'));
  expect(await audit('prove', '999', join(here.folder, 'x'))).toMatchObject({ exitCode: 3 });
  expect(existsSync(join(here.folder, 'x'))).toBe(false);
});

test('verify ends with 0 and the head, and with 1 and the entry that was changed', async () => {
  const whole = await audit('verify');
  expect(whole).toMatchObject({ exitCode: 0, stderr: '' });
  const head = whole.stdout.match(/^Head: (\d+:[0-9a-f]{64})$/m)?.[1] as string;
  await here.gatehouse('users', 'disable', 'bob@example.com');
  const compared = await audit('verify', '--head', head);
  expect(compared).toMatchObject({ exitCode: 0, stderr: '' });
  expect(compared.stdout).toContain('It holds the head that was noted.');
  const other = await audit(
    'verify',
    '--head',
    head.replace(/.$/, (end) => (end === '0' ? '1' : '0')),
  );
  expect(other.exitCode).toBe(1);
  expect(other.stderr).toContain('written anew');

  const sqlite = openFile(here.file);
  sqlite.exec(
    "drop trigger audit_events_fixed; update audit_events set actor = 'system' where seq = 2",
  );
  const { id } = sqlite.prepare('select id from audit_events where seq = 2').get() as {
    id: string;
  };
  sqlite.close();
  const broken = await audit('verify');
  expect(broken.exitCode).toBe(1);
  expect(broken.stderr).toContain('Entry 2 does not fit');
  expect(broken.stderr).toContain(id);
  const asJson = await audit('verify', '--json');
  expect(asJson.exitCode).toBe(1);
  expect(broken.stderr).toContain('lacks a trigger that guards the log');
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    faults: [{ seq: 2, id, fault: 'changed' }, { fault: 'unguarded' }],
  });
});
