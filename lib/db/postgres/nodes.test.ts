import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { nodes } from '#drizzle/schema/nodes';
import { rootSecrets } from '#drizzle/schema/root-secrets';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { bindToSecrets } from '#lib/server/bind';
import { noteNode } from '#lib/server/nodes';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  changeSettings,
  clearSingleton,
  emptyTables,
} from '#lib/testing/database.test-support';

const [OURS, THEIRS] = [randomSecret(), randomSecret()];

/** What another process is that starts now, on the same database. */
async function startWith(secrets: string) {
  clearSingleton('node');
  changeSettings({ SESSION_SECRET: secrets });
  await bindToSecrets();
  await noteNode();
}

beforeEach(async () => {
  await emptyTables();
  await db().delete(nodes);
  await db().delete(rootSecrets);
});

test('who has no secret in common with those that serve does not start, and ends nothing, also where the names of the secrets are gone', async () => {
  await startWith(OURS);
  const ticket = await beginSession(await addUser());
  await db().delete(rootSecrets);
  await expect(startWith(THEIRS)).rejects.toThrow(/in use under another SESSION_SECRET/);
  await startWith(`${THEIRS},${OURS}`);
  expect(await db().$count(nodes)).toBe(2);
  changeSettings({ SESSION_SECRET: OURS });
  expect(await findViewer(ticket)).not.toBeNull();
});

test('once they have stopped it starts', async () => {
  await startWith(OURS);
  await db().delete(rootSecrets);
  await db()
    .update(nodes)
    .set({ seenAt: new Date(Date.now() - 91_000) });
  await startWith(THEIRS);
  const [own] = await db().select().from(nodes).where(eq(nodes.pid, process.pid)).limit(1);
  expect(own).toBeDefined();
});
