import 'server-only';
import { sql } from 'drizzle-orm';
import { limits } from '#drizzle/schema/limits';
import { db, tablesStatus } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { setResponse } from '#lib/request/context';
import { isLeaving } from '#lib/server/stop';
import { singleton } from '#lib/singleton';

const WRITE_EVERY_MS = 1_000;
const LONG_AGO = new Date(0);
const MARK = {
  key: 'readiness',
  used: 0,
  streak: 0,
  windowEndsAt: LONG_AGO,
  blockedUntil: LONG_AGO,
  revision: 0,
};

/**
 * Whether each part this server depends on works right now, and whether it is here to stay. Never throws, tells nothing
 * but yes or no.
 */
export async function checkReadiness() {
  const checks = {
    database: await holds(async () => void (await db().run(sql`select 1`))),
    writable: await holds(writeNowAndThen),
    migrations: await holds(isMigrated),
    secret: await holds(async () => env().secrets.length > 0),
    staying: !isLeaving(),
  };
  // This answer tells of the fault itself.
  setResponse({ unavailable: false });
  return checks;
}

async function isMigrated() {
  const { pending, problem } = await tablesStatus();
  return pending === 0 && !problem;
}

/** Really writes, once a second at most, for anybody may ask: a full disk lets only the empty write pass. */
function writeNowAndThen(): Promise<boolean> {
  const last = singleton<{ at: number; outcome: Promise<boolean> }>('readiness', () => ({
    at: -Infinity,
    outcome: Promise.resolve(false),
  }));
  if (performance.now() - last.at < WRITE_EVERY_MS) return last.outcome;
  last.at = performance.now();
  last.outcome = leaveMark();
  return last.outcome;
}

/** One small write that changes something. Throws DatabaseUnavailable when it cannot be done. */
export const leaveMark = () =>
  transaction((tx) =>
    tx
      .insert(limits)
      .values({ ...MARK, expiresAt: new Date() })
      .onConflictDoUpdate({
        target: limits.key,
        set: { revision: sql`${limits.revision} + 1`, expiresAt: new Date() },
      }),
  );

async function holds(check: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await check()) !== false;
  } catch {
    return false;
  }
}
