import 'server-only';
import { purgeExpired } from '#lib/assembly/purge';
import { streamLog } from '#lib/audit/stream';
import { watchLog } from '#lib/audit/watch';
import { env } from '#lib/env';
import { deliverDue } from '#lib/mail/deliver';
import { outboxEvents } from '#lib/mail/outbox';
import { renewKey } from '#lib/oauth/keys';
import { log } from '#lib/observability/log';
import { singleton } from '#lib/singleton';

const MAIL_EVERY_MS = 5_000;
const PURGE_EVERY_MS = 10 * 60_000;
const WATCH_EVERY_MS = 24 * 3_600_000;
const STREAM_EVERY_MS = 1_000;
const KEY_EVERY_MS = 24 * 3_600_000;

/** Starts what goes on beside the requests: delivering mail, purging what has expired,
 * verifying the audit log and renewing the key that signs. Once a process. */
export const startWorkers = () =>
  singleton('workers', () => {
    const mail = repeat('mail', deliverDue, MAIL_EVERY_MS);
    outboxEvents().on('posted', mail.soon);
    return [
      mail,
      repeat('purge', purgeExpired, PURGE_EVERY_MS),
      repeat('audit', watchLog, WATCH_EVERY_MS),
      ...(env().AUDIT_STREAM ? [repeat('audit stream', streamLog, STREAM_EVERY_MS)] : []),
      repeat('keys', renewKey, KEY_EVERY_MS),
    ];
  });

/** Does the work again and again, never twice at once; at once again while there is more to do. */
function repeat(name: string, work: () => Promise<number>, everyMs: number) {
  let isRunning = false;
  let isWanted = false;
  async function run() {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      try {
        isWanted = (await work()) > 0 || isWanted;
      } catch (error) {
        log().error({ err: error, worker: name }, 'a worker failed and will try again');
      }
    }
    isRunning = false;
  }
  const soon = () => void run();
  setInterval(soon, everyMs).unref();
  soon();
  return { soon };
}
