import { expect, test } from 'vitest';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { connection, db } from '#lib/db/client';
import {
  findingsOfNotices,
  type NoticesRow,
  ROWS_OF_NOTICES,
} from '#lib/operator/doctor/logout-notices';
import { emptyTables } from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 10, 28, 12);
const minutes = (ago: number) => new Date(NOW - ago * 60_000);

async function found(...rows: [id: string, client: string, ago: number, givenUpAt: Date | null][]) {
  await emptyTables();
  for (const [id, clientId, ago, givenUpAt] of rows)
    await db()
      .insert(logoutNotices)
      .values({
        id,
        clientId,
        userId: 'ada',
        uri: 'https://site.example.com/out',
        attempts: 1,
        lastError: 'it answers 500',
        createdAt: minutes(ago),
        dueAt: minutes(0),
        givenUpAt,
      });
  const stored = connection().prepare(ROWS_OF_NOTICES).all() as NoticesRow[];
  return findingsOfNotices(stored, NOW).map(({ check, is, says }) => [check, is, says]);
}

test('a site is named that has not taken what it was told', async () => {
  expect(await found(['a', 'fine', 9, null])).toEqual([]);
  expect(
    await found(
      ['a', 'fine', 9, null],
      ['b', 'slow', 11, null],
      ['c', 'slow', 1, null],
      ['d', 'gone', 3, minutes(1)],
    ),
  ).toEqual([
    [
      'site gone',
      'warning',
      expect.stringContaining('0 still to be told, 1 given up (it answers 500)'),
    ],
    ['site slow', 'warning', expect.stringContaining('2 still to be told, 0 given up')],
  ]);
});
