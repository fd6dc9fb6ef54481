import 'server-only';
import { setDue } from '#lib/accounts/set-due';
import { tellOfRecoveries } from '#lib/accounts/tell-of-recoveries';
import { purgeExpired } from '#lib/assembly/purge';
import { streamLog } from '#lib/audit/stream';
import { growTree } from '#lib/audit/tree/grow';
import { noteHead, watchLog } from '#lib/audit/watch';
import { bell } from '#lib/db/bell';
import { isLeader, onLead } from '#lib/db/leader';
import { sealLog } from '#lib/db/seal';
import { env } from '#lib/env';
import { deliverDue } from '#lib/mail/deliver';
import { outboxEvents } from '#lib/mail/outbox';
import { renewKey } from '#lib/oauth/keys';
import { deliverNotices } from '#lib/oauth/logout/deliver';
import { type Job, jobFaults } from '#lib/product/job';
import { JOBS } from '#lib/product/jobs';
import { applyGivenDomains } from '#lib/providers/given-domains';
import { BEAT_MS, noteNode } from '#lib/server/nodes';
import { isRehearsal } from '#lib/server/rehearsal';
import { repeat } from '#lib/server/repeat';
import { singleton } from '#lib/singleton';
import { deliverWebhooks } from '#lib/webhooks/deliver';

const MAIL_EVERY_MS = 5_000;
const LOGOUT_EVERY_MS = 5_000;
const PURGE_EVERY_MS = 10 * 60_000;
const WATCH_EVERY_MS = 24 * 3_600_000;
const NOTE_EVERY_MS = 60_000;
const STREAM_EVERY_MS = 1_000;
const SEAL_EVERY_MS = 1_000;
const WEBHOOKS_EVERY_MS = 2_000;
const KEY_EVERY_MS = 24 * 3_600_000;
const DOMAINS_EVERY_MS = 10 * 60_000;
const DUE_EVERY_MS = 3_600_000;

/**
 * Starts what goes on beside the requests, once a process. Every server delivers mail, tells sites which
 * sessions have ended, and notes that it serves. Of
 * several on a database one purges what has expired, seals, verifies and notes the audit log, renews the key that
 * signs, says who must have a second factor, and sends domains to the providers that the settings name for them. The jobs
 * of the product (lib/product/jobs) go on beside these.
 */
export const startWorkers = () =>
  singleton('workers', () => {
    const mail = repeat('mail', deliverDue, MAIL_EVERY_MS);
    outboxEvents().on('posted', mail);
    const notices = repeat('logout', deliverNotices, LOGOUT_EVERY_MS);
    bell().on('rung', notices);
    const jobs = productJobs();
    const ofEach = [
      mail,
      notices,
      ...(env().AUDIT_STREAM ? [repeat('audit stream', streamLog, STREAM_EVERY_MS)] : []),
      repeat('node', noteNode, BEAT_MS),
      ...jobs
        .filter(({ on }) => on === 'each')
        .map(({ name, work, everyMs }) => repeat(name, work, everyMs)),
    ];
    for (const soon of ofEach) soon();
    const ofOne: (readonly [string, () => Promise<number>, everyMs: number])[] = [
      ['seal', sealLog, SEAL_EVERY_MS],
      // A copy of the database has heard of nothing that was told since.
      ['webhooks', isRehearsal() ? async () => 0 : deliverWebhooks, WEBHOOKS_EVERY_MS],
      ['purge', purgeExpired, PURGE_EVERY_MS],
      ['recoveries', tellOfRecoveries, PURGE_EVERY_MS],
      ['audit', watchLog, WATCH_EVERY_MS],
      ['audit head', noteHead, NOTE_EVERY_MS],
      ['audit tree', growTree, NOTE_EVERY_MS],
      ['keys', renewKey, KEY_EVERY_MS],
      ['second factors', setDue, DUE_EVERY_MS],
      ['domains', applyGivenDomains, DOMAINS_EVERY_MS],
      ...jobs
        .filter(({ on }) => on === 'one')
        .map(({ name, work, everyMs }) => [name, work, everyMs] as const),
    ];
    for (const [name, work, everyMs] of ofOne)
      onLead(repeat(name, async () => ((await isLeader()) ? work() : 0), everyMs));
    return ofEach;
  });

/** Those of the product under names of their own: a log that says "mail" means ours. Throws a sentence for each fault. */
function productJobs(): readonly Job[] {
  const faults = jobFaults(JOBS);
  if (faults.length > 0)
    throw new Error(faults.map((fault) => `lib/product/jobs.ts: ${fault}`).join('\n'));
  if (isRehearsal()) return [];
  return JOBS.map((job) => ({ ...job, name: `product: ${job.name}` }));
}
