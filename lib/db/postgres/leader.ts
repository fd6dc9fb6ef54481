import 'server-only';
import type { PgClient } from '#lib/db/postgres/host';
import type { Link } from '#lib/db/postgres/link';
import { ONE } from '#lib/db/postgres/locks';

const EVERY_MS = 1_000;
const ANSWER_MS = 2_000;
/** Longer than two questions are apart. Who is paused, or cut off, no longer leads after this. */
const IDLE = '5s';
const BEGIN = `set idle_session_timeout = '${IDLE}'`;
const LEAD = `select pg_try_advisory_lock(${ONE.leads}) as leads`;
const STILL = 'select 1 as leads';

/**
 * Which of the processes on a database does what one of them has to: the one that holds a lock, on a connection of its
 * own, and for as long as that lasts. It begins with the first question, and is asked again each second.
 */
export function leaderOn({ connect, isOpen, leave }: Link) {
  const begins: (() => void)[] = [];
  let own: PgClient | null = null;
  let leads = false;
  let timer: NodeJS.Timeout | null = null;
  let first: Promise<void> | null = null;
  let isAsking = false;

  async function ask() {
    if (isAsking) return;
    isAsking = true;
    try {
      await takeLead(await ownConnection());
    } catch {
      if (own) leave(own);
      own = null;
      leads = false;
    } finally {
      isAsking = false;
    }
  }

  async function takeLead(client: PgClient) {
    const { rows } = await query(client, leads ? STILL : LEAD);
    if (leads || !rows[0]?.leads) return;
    leads = true;
    for (const begin of begins) begin();
  }

  /** The lock goes with the connection. */
  async function ownConnection(): Promise<PgClient> {
    if (own && isOpen(own)) return own;
    leads = false;
    own = await connect();
    await query(own, BEGIN);
    return own;
  }

  function start(): Promise<void> {
    timer ??= setInterval(ask, EVERY_MS).unref();
    first ??= ask();
    return first;
  }

  return {
    async leads(): Promise<boolean> {
      await start();
      return leads && own !== null && isOpen(own);
    },
    onLead(begin: () => void) {
      begins.push(begin);
      if (leads) begin();
      void start();
    },
    stop: () => clearInterval(timer ?? undefined),
  };
}

const query = (client: PgClient, text: string) =>
  client.query({ text, query_timeout: ANSWER_MS } as { text: string });
