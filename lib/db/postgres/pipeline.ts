import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { getTableName } from 'drizzle-orm';
import { auditAnchor } from '#drizzle/schema/audit';
import type { Connections } from '#lib/db/postgres/connections';
import { isToRepeat } from '#lib/db/postgres/fault';
import type { PgClient } from '#lib/db/postgres/host';
import {
  DIVISION_BY_ZERO,
  expectingRow,
  preparedQuery,
  type Statement,
} from '#lib/db/postgres/statement';
import { DatabaseUnavailable } from '#lib/db/unavailable';

export type Step = Statement & { expectsRow?: true | undefined };
/** The rows of each statement, or null when one that had to change a row changed none, and everything was undone. */
export type Committed = unknown[][][] | null;

const MOST_TRIES = 30;
const BEGIN = 'begin isolation level serializable';
/**
 * Acts that lost to others twice take turns with those who did, by a lock on a table that no other act writes. It comes
 * before the first statement that looks at anything, and what follows sees what the one before has left.
 */
const TURN = `lock table ${getTableName(auditAnchor)} in share row exclusive mode`;

/**
 * Runs statements as one transaction, sent at once and answered in turn. SERIALIZABLE: a condition on other rows in a
 * statement holds until the end, as it does with SQLite's one writer (decision 030). What the server refuses for that
 * reason is repeated from the first statement. When the connection breaks before the answer, nobody knows what
 * happened: it is never repeated.
 */
export async function inPipeline(
  connections: Connections,
  acts: Step[],
  { isLasting, isPrepared }: { isLasting: boolean; isPrepared: boolean },
): Promise<Committed> {
  for (let tries = 0; ; tries++) {
    const first = [
      BEGIN,
      !isLasting && 'set local synchronous_commit = off',
      tries > 1 && TURN,
    ].filter((text) => text !== false);
    try {
      return await connections.write(async (client) => {
        const { rows, isProof } = await send(client, first, acts, isPrepared);
        // That nothing was to be changed is only what the server says; a change has reached its standby.
        if (!isProof || !isLasting) connections.trust(client);
        return rows;
      });
    } catch (error) {
      await pauseIfRefused(error, tries);
    }
  }
}

async function pauseIfRefused(error: unknown, tries: number) {
  if (!isToRepeat(error)) throw error;
  if (tries === MOST_TRIES)
    throw new DatabaseUnavailable(`other transactions were in the way ${tries} times`);
  await sleep(Math.random() * 2 ** Math.min(tries, 6));
}

async function send(
  client: PgClient,
  first: string[],
  acts: Step[],
  isPrepared: boolean,
): Promise<{ rows: Committed; isProof: boolean }> {
  const { stream } = (client as unknown as { connection: { stream: Corked } }).connection;
  stream.cork();
  const asked = [
    ...first.map((text) => client.query(text)),
    ...acts.map((act) =>
      client.query(preparedQuery(act.expectsRow ? expectingRow(act) : act, isPrepared)),
    ),
    client.query('commit'),
  ];
  stream.uncork();
  const answers = await Promise.allSettled(asked);
  const at = answers.findIndex(({ status }) => status === 'rejected');
  if (at !== -1) {
    const { reason } = answers[at] as PromiseRejectedResult;
    if (acts[at - first.length]?.expectsRow && reason.code === DIVISION_BY_ZERO)
      return { rows: null, isProof: false };
    throw reason;
  }
  const results = answers.map((one) => (one as PromiseFulfilledResult<Answer>).value);
  if (results.at(-1)?.command !== 'COMMIT') throw new DatabaseUnavailable('it was not committed');
  const own = results.slice(first.length, -1);
  const isProof = own.some(
    ({ command, rowCount }, place) =>
      Number(rowCount) > 0 && (command !== 'SELECT' || acts[place]?.expectsRow),
  );
  return { rows: own.map(({ rows }) => rows), isProof };
}

type Corked = { cork(): void; uncork(): void };
type Answer = { command: string; rows: unknown[][]; rowCount: number | null };
