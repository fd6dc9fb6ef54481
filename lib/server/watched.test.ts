import { readFileSync, utimesSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { record } from '#lib/audit/record';
import { AUDIT_TYPES } from '#lib/audit/types';
import { storeVerdict } from '#lib/audit/verdict';
import { backUp, backupMark } from '#lib/db/back-up';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { readMetrics } from '#lib/server/read-metrics';
import { emptyTables, from, makeFolder, moveToFile } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const told = async () => String((await from('127.0.0.1', () => readMetrics(null)))?.text);
const metricOf = async (name: string) =>
  Number((await told()).match(new RegExp(`^${RegExp.escape(name)} (\\S+)$`, 'm'))?.[1]);

const ALERTS = readFileSync('docs/deploy/alerts.yml', 'utf8');
const DASHBOARD = JSON.parse(readFileSync('docs/deploy/dashboard.json', 'utf8'));
const expressions = [
  ...[...ALERTS.matchAll(/expr: (.*)$/gm)].map(([, one = '']) => one),
  ...DASHBOARD.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
    targets.map(({ expr }) => expr),
  ),
] as string[];

test('every name in the alert rules and on the dashboard is one that /metrics tells, with its labels', async () => {
  const text = await told();
  const kinds = new Map(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, kind]) => [name, kind]),
  );
  const names = new Set(expressions.flatMap((one) => one.match(/\bgatehouse_\w+/g) ?? []));
  expect(names.size).toBeGreaterThan(14);
  const isTold = (name: string) =>
    kinds.has(name) || (name.endsWith('_bucket') && kinds.get(name.slice(0, -7)) === 'histogram');
  expect([...names].filter((name) => !isTold(name))).toEqual([]);
  const types = expressions.flatMap((one) =>
    [...one.matchAll(/type=~?"([^"]*)"/g)].flatMap(([, list = '']) => list.split('|')),
  );
  expect(types.length).toBeGreaterThan(4);
  expect(types.filter((type) => !(AUDIT_TYPES as readonly string[]).includes(type))).toEqual([]);
});

test('each alert has an expression, a severity and what to do', () => {
  const alerts = ALERTS.split(/^ {6}- alert: /m).slice(1);
  expect(alerts.length).toBeGreaterThan(10);
  for (const alert of alerts)
    expect(alert).toMatch(
      /^Gatehouse\w+\n {8}expr: .+\n( {8}for: \d+[mh]\n)? {8}labels:\n {10}severity: (critical|warning)\n {8}annotations:\n {10}summary: .+\n {10}description: .+\n$/,
    );
});

test('what failed is counted by its type, and what succeeded is not', async () => {
  const failed = () => metricOf('gatehouse_security_events_total{type="authn_login_fail"}');
  const before = (await failed()) || 0;
  await from('127.0.0.1', () =>
    transaction(
      record({ type: 'authn_login_fail', userId: null }),
      record({ type: 'session_created', userId: null }),
    ),
  );
  expect(await failed()).toBe(before + 1);
  expect(await told()).not.toContain('type="session_created"');
});

test('the verdict on the audit log is told, and that there was none', async () => {
  expect(await metricOf('gatehouse_audit_whole')).toBe(-1);
  expect(await metricOf('gatehouse_audit_verified_timestamp_seconds')).toBe(0);
  const verdict = { entries: 1, head: { seq: 1, hash: 'x' }, faults: [] };
  await storeVerdict(verdict as unknown as Parameters<typeof storeVerdict>[0]);
  expect(await metricOf('gatehouse_audit_whole')).toBe(1);
  expect(await metricOf('gatehouse_audit_verified_timestamp_seconds')).toBeCloseTo(
    Date.now() / 1000,
    -1,
  );
  const broken = { ...verdict, faults: [{ says: 'changed' }] };
  await storeVerdict(broken as unknown as Parameters<typeof storeVerdict>[0]);
  expect(await metricOf('gatehouse_audit_whole')).toBe(0);
});

test('the last backup of the file is told, and the room on its disk', async () => {
  const file = moveToFile();
  db();
  expect(await metricOf('gatehouse_backup_timestamp_seconds')).toBe(0);
  const copy = `${makeFolder()}/copy.db`;
  expect((await backUp(copy)).ok).toBe(true);
  expect(await metricOf('gatehouse_backup_timestamp_seconds')).toBeCloseTo(Date.now() / 1000, -1);
  utimesSync(backupMark(file), 1000, 1000);
  expect(await metricOf('gatehouse_backup_timestamp_seconds')).toBe(1000);
  // A copy that failed is none.
  expect((await backUp(copy)).ok).toBe(false);
  expect(await metricOf('gatehouse_backup_timestamp_seconds')).toBe(1000);
  expect(await metricOf('gatehouse_disk_free_bytes')).toBeGreaterThan(0);
});
