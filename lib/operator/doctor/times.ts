import 'server-only';
import type { DatabaseSync } from 'node:sqlite';
import { getTableName, sql } from 'drizzle-orm';
import { asText } from '#lib/db/engine';
import type { StoredTime } from '#lib/operator/clock/stored-time';
import { isTooFarAhead, nameOfTime, storedTimes } from '#lib/operator/clock/stored-times';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';

type Count = (query: ReturnType<typeof asText>) => Promise<unknown>;

/** Whether a clock that was ahead has left times behind that are still to come. For a database of this version. */
export const checkTimes = (sqlite: DatabaseSync): Promise<Finding> =>
  findingOfTimes(
    async ({ sql, params }) => sqlite.prepare(sql).get(...(params as number[]))?.['count'],
  );

/** The same for a caller that counts in another way. */
export async function findingOfTimes(countOf: Count, placeholders?: 'numbered'): Promise<Finding> {
  const found = new Map<string, number>();
  for (const time of storedTimes()) {
    const count = Number((await countOf(asText(counting(time), placeholders))) ?? 0);
    if (count > 0) found.set(nameOfTime(time), (found.get(nameOfTime(time)) ?? 0) + count);
  }
  if (found.size === 0) return good('times', 'No stored time lies too far ahead.');
  const named = [...found].map(([name, count]) => `${name} (${count})`).join(', ');
  return doubtful(
    'times',
    `Times lie further ahead than they can have been set: ${named}. They are not believed.`,
    'Set the clock of this machine, then run: npm run gatehouse -- db times --clear',
  );
}

function counting(time: StoredTime) {
  const table = sql.identifier(getTableName(time.column.table));
  return sql`select count(*) as count from ${table} where ${isTooFarAhead(time)}`;
}
