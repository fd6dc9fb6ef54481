import 'server-only';
import type { DatabaseSync } from 'node:sqlite';
import { getTableName, sql } from 'drizzle-orm';
import { asText } from '#lib/db/engine';
import type { StoredTime } from '#lib/operator/clock/stored-time';
import { isTooFarAhead, nameOfTime, storedTimes } from '#lib/operator/clock/stored-times';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';

/** Whether a clock that was ahead has left times behind that are still to come. For a database of this version. */
export function checkTimes(sqlite: DatabaseSync): Finding {
  const found = new Map<string, number>();
  for (const time of storedTimes()) {
    const count = countOf(sqlite, time);
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

function countOf(sqlite: DatabaseSync, time: StoredTime): number {
  const table = sql.identifier(getTableName(time.column.table));
  const counting = sql`select count(*) as count from ${table} where ${isTooFarAhead(time)}`;
  const query = asText(counting);
  const row = sqlite.prepare(query.sql).get(...(query.params as number[]));
  return Number(row?.['count'] ?? 0);
}
