import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { notes } from '#drizzle/product/notes';
import { closeDb, db } from '#lib/db/client';
import { expectFit } from '#lib/db/postgres/fit';
import type { PgClient } from '#lib/db/postgres/host';
import { reasonOfFault } from '#lib/db/reason';
import { expectRow, transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { changeSettings } from '#lib/testing/database.test-support';

/** A server that says this of itself. */
const saying = (version: number, encoding: string) =>
  ({ query: async () => ({ rows: [[String(version), encoding]] }) }) as unknown as PgClient;

test.each([
  [90624, 'UTF8', /cannot be used: it is PostgreSQL 9, and Gatehouse needs 14 or newer\.$/],
  [130014, 'UTF8', /cannot be used: it is PostgreSQL 13, and Gatehouse needs 14 or newer\.$/],
  [140000, 'SQL_ASCII', /cannot be used: its database has the encoding SQL_ASCII\. Make one/],
  [140000, 'UTF8', null],
  [180001, 'UTF8', null],
])(
  'a server of version %i with %s is used, or refused with one sentence',
  async (version, encoding, says) => {
    const asked = expectFit(saying(version, encoding));
    if (!says) return await asked;
    const fault = await asked.catch((error: unknown) => error);
    expect(reasonOfFault(fault)).toMatch(says);
  },
);

test('with prepare=off no statement has a name, also not in another transaction, and everything works', async () => {
  await closeDb();
  onTestFinished(closeDb);
  const { DATABASE_URL } = env();
  changeSettings({ DATABASE_URL: `${DATABASE_URL}&prepare=off` });
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => sent.mockRestore());
  const note = { title: 'title', text: 'text', revision: 1, createdAt: new Date(), updatedAt: new Date() }; // biome-ignore format: one line
  for (const id of ['one', 'two'])
    expect(await transaction(expectRow((tx) => tx.insert(notes).values({ id, ...note })))).toBe(
      true,
    );
  expect(await db().$count(notes)).toBe(2);
  const asked = sent.mock.calls.map(([query]) => query as { name?: string; values?: unknown[] });
  expect(asked.filter(({ values }) => values).length).toBeGreaterThan(2);
  expect(asked.flatMap(({ name }) => name ?? [])).toEqual([]);
});
