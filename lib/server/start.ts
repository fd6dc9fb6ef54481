import 'server-only';
import { decoys } from '#lib/accounts/decoy';
import { startStrengthWorker } from '#lib/accounts/strength-worker';
import { closeDb, db } from '#lib/db/client';
import { takeLock } from '#lib/db/lock';
import { lossAtFailover } from '#lib/db/loss';
import { reasonOfFault } from '#lib/db/reason';
import { faultOf } from '#lib/db/unavailable';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';
import { log } from '#lib/observability/log';
import { closeRedis, sharedRedis } from '#lib/redis/shared';
import { auditCsrfRejections } from '#lib/server/audit-csrf';
import { bindToSecrets } from '#lib/server/bind';
import { forgetNode } from '#lib/server/nodes';
import { measureWhenRead } from '#lib/server/read-metrics';
import { leaveMark } from '#lib/server/readiness';
import { onDrain, onStop } from '#lib/server/stop';
import { startWorkers } from '#lib/server/workers';
import { stopWatching } from '#lib/session/open-pages';
import { singleton } from '#lib/singleton';

const JUDGE_AFTER_MS = 2_000;
const WAIT_FOR_PREDECESSOR_MS = 15_000;

/**
 * Makes the process ready before the first request: alone on its database file, tables up to date, bound to its
 * secrets, the decoy hashes made before anybody asks for it, workers running. What is wrong ends the process with one
 * sentence; a server that starts half is worse than none.
 */
export async function start() {
  try {
    if (!singleton('front-door', () => false))
      throw new Error('`next start` alone has no front door. Start with: npm start');
    env();
    holdFile();
    db();
    await expectWritable();
    await warnOfLoss();
    await bindToSecrets();
    await decoys();
    startWorkers();
    // Nobody waits for it.
    sharedRedis();
    measureWhenRead();
    auditCsrfRejections();
    onDrain().push(stopWatching);
    onStop().push(forgetNode, closeDb, closeRedis);
    // Before somebody chooses a password, but after the first answers.
    setTimeout(startStrengthWorker, JUDGE_AFTER_MS).unref();
  } catch (error) {
    const reason = reasonOfFault(error) ?? (error as Error).message;
    process.stderr.write(`\nGatehouse did not start: ${reason}\n`);
    process.exit(1);
  }
}

/** What was acknowledged is to outlive the server that has it, where there is another: said, not demanded. */
async function warnOfLoss() {
  const reason = await lossAtFailover();
  if (reason) log().warn({ reason }, 'acknowledged is not kept when another database takes over');
}

/**
 * A file that may only be read is a mistake; a disk that is full passes, and until then reading goes on. A server that
 * does not answer now may be named wrongly.
 */
async function expectWritable() {
  try {
    await leaveMark();
  } catch (error) {
    if (!databaseFile(env().DATABASE_URL)) throw error;
    if (!faultOf(error)?.message.startsWith('SQLITE_READONLY')) return;
    throw new Error(
      `${databaseFile(env().DATABASE_URL)} cannot be written. Let the user who runs Gatehouse write it and its folder.`,
    );
  }
}

/** One serving process for one SQLite file. One that is just stopping gets its time to finish. */
function holdFile() {
  const file = databaseFile(env().DATABASE_URL);
  if (!file) return;
  const lock = takeLock(`${file}.serving`, 0) ?? waitForLock(file);
  singleton('serving-lock', () => lock);
}

function waitForLock(file: string) {
  process.stderr.write(`Another process serves ${file}; waiting for it to stop …\n`);
  const lock = takeLock(`${file}.serving`, WAIT_FOR_PREDECESSOR_MS);
  if (!lock)
    throw new Error(
      `another process serves ${file}. Stop it first: one SQLite file has one server.`,
    );
  return lock;
}
