import { expect, test } from 'vitest';
import { findingsOfNodes, type NodeRow } from '#lib/operator/doctor/nodes';

const row = (more: Partial<NodeRow> = {}): NodeRow => ({
  host: 'one',
  pid: 1,
  version: '1.0.0',
  build: 'b',
  actionsKey: 'k',
  roots: 'r',
  seenAt: Date.now(),
  ...more,
});
const found = (...rows: NodeRow[]) => findingsOfNodes(rows).map(({ is, says }) => `${is}: ${says}`);

test('who serves is named, and by what they differ; who does no longer is not counted', () => {
  const two = row({ host: 'two', pid: 2 });
  expect(found()).toEqual([]);
  expect(found(row({ seenAt: Date.now() - 100_000 }))).toEqual([]);
  expect(found(row(), two)).toEqual(['ok: 2 serving, all the same: one (1), two (2).']);
  expect(found(row(), { ...two, build: 'other', seenAt: 1 })).toEqual([
    'ok: 1 serving, all the same: one (1).',
  ]);
  expect(found(row(), { ...two, build: 'other', actionsKey: 'l', roots: 's' })).toEqual([
    expect.stringMatching(/^warning: Different builds serve: one \(1\) 1\.0\.0 b, two \(2\)/),
    expect.stringMatching(/^warning: They encrypt .* one \(1\) k, two \(2\) l\.$/),
    expect.stringMatching(/^problem: Some have no SESSION_SECRET in common/),
  ]);
});
