import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { acknowledged } from '#lib/db/postgres/acknowledged';
import type { Host, PgClient } from '#lib/db/postgres/host';
import type { Link } from '#lib/db/postgres/link';
import { DatabaseUnavailable } from '#lib/db/unavailable';

const BEAT_MS = 400;
const LEASE_MS = 2_000;
const PAUSE_MS = 50;
const NOT_ACKNOWLEDGED =
  'no write was acknowledged for two seconds: its standby is gone, or another server has taken over';
const KEPT_MS = 600_000;
/** A mark of this process in a table that forgets what is old. */
const BEAT = `insert into limits (key, used, streak, window_ends_at, blocked_until, expires_at, revision)
  values ($1, 0, 0, 0, 0, $2, 0)
  on conflict (key) do update set expires_at = excluded.expires_at, revision = limits.revision + 1`;

type Moment = { ran: number; clock: number };

/** Nobody knows at the moment whether the server still is the one that decides. It may again in a moment. */
export class LeaseLost extends DatabaseUnavailable {
  override name = 'LeaseLost';
}

/**
 * A server that another has taken over from may live on without knowing it, and would grant what the other has taken back.
 * Its writes need its standby, though, and so wait for ever. So this process writes a mark now and then, and what is
 * read counts only for two seconds after the start of the last mark that was acknowledged, on the server that did it.
 * Whoever promotes another server waits longer than that: see docs/deploy/postgresql.md.
 */
export function leaseOn(link: Link) {
  const key = `beat:${uuid()}`;
  const ended = new AbortController();
  let client: PgClient | null = null;
  let last: (Moment & { host: Host | undefined }) | null = null;
  let beating: Promise<void> | null = null;
  let fault: unknown;
  let begunAt = 0;

  async function beat() {
    if (!client || !link.isOpen(client)) client = await link.connect();
    const used = client;
    const began = { ran: performance.now(), clock: Date.now() };
    const values = [key, began.clock + KEPT_MS];
    await acknowledged(used, () =>
      used.query({ text: BEAT, values, query_timeout: LEASE_MS } as { text: string }),
    );
    last = { ...began, host: link.hostOf(used) };
  }

  async function goOn() {
    while (!ended.signal.aborted) {
      const pause = await beat().then(() => BEAT_MS, giveUp);
      await sleep(pause, undefined, { ref: false, signal: ended.signal }).catch(() => {});
    }
  }

  function giveUp(error: unknown) {
    fault = error;
    if (client) link.leave(client);
    client = null;
    return PAUSE_MS;
  }

  const isHeld = () => last !== null && since(last) < LEASE_MS;
  /** When there is no connection, that is what is in the way. */
  const lost = () =>
    fault instanceof DatabaseUnavailable
      ? new LeaseLost(fault.message, { cause: fault.cause ?? fault })
      : new LeaseLost(NOT_ACKNOWLEDGED);

  return {
    /** Waits for it, this long at most, and not at all when it was lost long ago. The first time it begins. */
    async wait(mostMs: number) {
      const now = performance.now();
      begunAt ||= now;
      beating ??= goOn();
      const until = Math.min(now, (last?.ran ?? begunAt) + LEASE_MS) + mostMs;
      for (; !isHeld(); await sleep(PAUSE_MS)) if (performance.now() > until) throw lost();
    },
    /** Throws unless what this connection says counts now. */
    expect(on: PgClient) {
      if (!isHeld() || last?.host !== link.hostOf(on)) throw lost();
    },
    async end() {
      ended.abort();
      giveUp(null);
      await beating;
    },
  };
}

/** By both clocks: one of them stands still while the machine does, the other may be set. */
const since = ({ ran, clock }: Moment) => Math.max(performance.now() - ran, Date.now() - clock);
