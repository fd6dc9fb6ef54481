import 'server-only';
import type { SQL } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import type { Table } from '#lib/db/engine';
import { transaction, type Write } from '#lib/db/transaction';
import type { StoredTime } from '#lib/operator/clock/stored-time';
import { isTooFarAhead, nameOfTime, storedTimes } from '#lib/operator/clock/stored-times';
import { endSessions } from '#lib/session/end';

/** How many rows have a time that lies too far ahead, by the name of the column. */
export async function findTimes(): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const time of storedTimes()) {
    const count = await db().$count(time.column.table, isTooFarAhead(time));
    if (count > 0) found.set(nameOfTime(time), (found.get(nameOfTime(time)) ?? 0) + count);
  }
  return found;
}

/**
 * Puts right what a clock that was ahead has left behind, all at once: sessions, codes, tokens and counts with
 * such a time go, other times become the time of now. The log is told of the sessions; its own entries stay.
 */
export async function clearTimes() {
  const people = await peopleWithSessions();
  await transaction(
    people.map(({ userId, which }) =>
      endSessions({ of: userId, which, by: 'operator', why: 'clock_was_ahead' }),
    ),
    storedTimes()
      .filter((time) => !isOfSession(time))
      .map(mend),
  );
}

const isOfSession = ({ column }: StoredTime) => column.table === sessions;

async function peopleWithSessions() {
  const times = storedTimes().filter(isOfSession);
  const found: { userId: string; which: SQL }[] = [];
  for (const which of times.map(isTooFarAhead)) {
    const rows = await db().selectDistinct({ userId: sessions.userId }).from(sessions).where(which);
    found.push(...rows.map(({ userId }) => ({ userId, which })));
  }
  return found;
}

function mend(time: StoredTime): Write {
  const table = time.column.table as Table;
  const which = isTooFarAhead(time);
  if (time.mend === 'delete') return (tx) => tx.delete(table).where(which);
  if (time.mend === 'leave') return null;
  const [key = ''] = Object.entries(table).find(([, column]) => column === time.column) ?? [];
  return (tx) =>
    tx
      .update(table)
      .set({ [key]: new Date() })
      .where(which);
}
