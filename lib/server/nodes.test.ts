import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { nodes } from '#drizzle/schema/nodes';
import { db, isShared } from '#lib/db/client';
import { forgetNode, liveNodes, noteNode, type SeenNode } from '#lib/server/nodes';
import { emptyTables, setClock } from '#lib/testing/database.test-support';

beforeEach(async () => {
  await emptyTables();
  await db().delete(nodes);
});

const OTHER = { host: 'other', pid: 1, worker: 0, version: '0', build: 'b', actionsKey: 'k', roots: 'r' }; // biome-ignore format: one row

const addNode = async (more: Partial<SeenNode>) => {
  const now = new Date();
  await db().insert(nodes).values({ ...OTHER, id: uuid(), startedAt: now, seenAt: now, ...more }); // biome-ignore format: one row
};
const hosts = async () => (await db().select().from(nodes)).map(({ host }) => host).sort();

test('a process that serves is one row, however often it is noted, and counts as long as it is', async () => {
  const start = Date.now();
  await noteNode();
  const [first] = await liveNodes();
  expect(first).toMatchObject({ pid: process.pid, worker: 0, version: expect.any(String) });
  setClock(start + 10_000);
  await noteNode();
  const [again, ...others] = await liveNodes();
  expect(others).toEqual([]);
  expect(again).toMatchObject({ id: first?.id, startedAt: first?.startedAt });
  expect(again?.seenAt.getTime()).toBe(start + 10_000);
  setClock(start + 101_000);
  expect(await liveNodes()).toEqual([]);
});

test('one that was not noted for an hour is forgotten; with a file, whoever was there before', async () => {
  const now = Date.now();
  await addNode({ host: 'lately' });
  await addNode({ host: 'long ago', seenAt: new Date(now - 3_700_000) });
  await addNode({ host: 'of a wrong clock', seenAt: new Date(now + 3_700_000) });
  await noteNode();
  const [own] = await liveNodes().then((live) => live.filter(({ pid }) => pid === process.pid));
  expect(await hosts()).toEqual(isShared() ? [own?.host, 'lately'].sort() : [own?.host]);
});

test('one that ends is gone at once where others serve on', async () => {
  await noteNode();
  await forgetNode();
  expect(await liveNodes()).toHaveLength(isShared() ? 0 : 1);
});
