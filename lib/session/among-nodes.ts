import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, lte, ne } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { limits } from '#drizzle/schema/limits';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { mayChangeNone, transactionRelaxed, type Write, withRetry } from '#lib/db/transaction';
import { ok, type Result } from '#lib/result';
import type { Challenge } from '#lib/session/challenge';
import { AGAIN_SECONDS } from '#lib/session/once';
import { type Agreed, type Ticket, withAgreedTicket } from '#lib/session/ticket';

/** What a browser asks for by a form: what only this browser has, and all that was typed. Neither is stored. */
export type AskedOfNodes = { by: string; form: string; renews: Ticket | null };
/** What both nodes give the browser: its ticket, and by what it goes on being trusted, where it is. */
export type Secrets = Omit<Agreed, 'settle'>;
/** A row of `limits`: `used` marks the form, `streak` says how far it is, `window_ends_at` when it began. */
type Turn = { key: string; mark: number; at: Date };

const [UNDER_WAY, DONE, IS_ITSELF] = [0, 1, 2];
const PATIENCE_MS = 5_000;
const PAUSE_MS = 50;

const made = (what: string, ...parts: unknown[]) =>
  hashCode(keysFor('again')[0], JSON.stringify([what, ...parts]));
const keyOf = (by: string) => `again:${made('key', by).slice(0, 32)}`;
const markOf = ({ by, form }: AskedOfNodes) =>
  Number.parseInt(made('mark', by, form).slice(0, 12), 16);

/** What every node makes of the same form in the same turn, and nobody else can. */
function secretsOf({ by, form, renews }: AskedOfNodes, at: Date): Secrets {
  const bytes = (what: string) => Buffer.from(made(what, by, form, at.getTime()), 'hex');
  const random = bytes('session').subarray(0, 16);
  const ticket = {
    sessionId: renews?.sessionId ?? uuid({ msecs: at.getTime(), random }),
    secret: bytes('secret').toString('base64url'),
  };
  return { ticket, trustSecret: bytes('trust').toString('base64url') };
}

/**
 * Does once what one browser asks several nodes for at the same time, or within half a minute: one statement decides
 * which of them does it, and the others wait for what comes of it, of which `given` says what it is while it is alive. Both make
 * the same ticket of the form, so that no secret is stored. A refusal is not kept. What fails, or takes longer than five seconds, the others do by themselves.
 */
export async function onceAmongNodes<Value extends Ticket | Challenge, Reason extends string>(
  asked: AskedOfNodes,
  act: () => Promise<Result<Value, Reason>>,
  given: (secrets: Secrets) => Promise<Ticket | null>,
): Promise<Result<Value, Reason>> {
  const turn = await takeTurn(asked);
  if (!turn) {
    const secrets = await secretsElsewhere(asked);
    const same = secrets && (await given(secrets));
    return same ? ok(same as Value) : act();
  }
  const secrets = secretsOf(asked, turn.at);
  const { ticket } = secrets;
  let isSettled = false;
  try {
    const outcome = await withAgreedTicket(
      { ...secrets, settle: settle(turn, asked, ticket) },
      act,
    );
    isSettled = outcome.ok && outcome.value.secret === ticket.secret;
    return outcome;
  } finally {
    // What was committed stays, whatever came after; and what comes of the act counts, not of this.
    if (!isSettled) await giveUpUnderWay(turn).catch(() => {});
  }
}

/**
 * The ticket that another node has made of this very form, once it has; null when it makes none. Another form under the
 * same row is another act, or a guess: of what is done there is one try.
 */
export const ticketElsewhere = async (asked: AskedOfNodes): Promise<Ticket | null> =>
  (await secretsElsewhere(asked))?.ticket ?? null;

async function secretsElsewhere(asked: AskedOfNodes): Promise<Secrets | null> {
  await endForAnother(asked);
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; ) {
    const row = await findRow(keyOf(asked.by));
    if (row?.used !== markOf(asked)) {
      if (row) await giveUpIfDone(row);
      return null;
    }
    if (row.streak !== UNDER_WAY) return secretsBy(row, asked);
    await sleep(PAUSE_MS);
  }
  return null;
}

/** The first that asks by another form ends it in one statement: of guesses that come together none reads it after that. */
const endForAnother = (asked: AskedOfNodes) =>
  withRetry(() =>
    db()
      .delete(limits)
      .where(
        and(
          eq(limits.key, keyOf(asked.by)),
          ne(limits.used, markOf(asked)),
          ne(limits.streak, UNDER_WAY),
        ),
      ),
  );

function secretsBy({ streak, windowEndsAt }: typeof limits.$inferSelect, asked: AskedOfNodes) {
  const secrets = secretsOf(asked, windowEndsAt);
  if (streak === DONE) return secrets;
  return asked.renews && { ...secrets, ticket: asked.renews };
}

async function giveUpIfDone({ key, streak, windowEndsAt }: typeof limits.$inferSelect) {
  if (streak !== UNDER_WAY) await giveUp({ key, at: windowEndsAt });
}

async function findRow(key: string) {
  const [row] = await db().select().from(limits).where(eq(limits.key, key));
  return row && row.expiresAt.getTime() > Date.now() ? row : null;
}

/** Null when another node is at it, or was within half a minute. */
async function takeTurn(asked: AskedOfNodes): Promise<Turn | null> {
  const turn = { key: keyOf(asked.by), mark: markOf(asked), at: new Date() };
  const values = rowOf(turn, UNDER_WAY);
  const taken = await withRetry(() =>
    db()
      .insert(limits)
      .values(values)
      .onConflictDoUpdate({
        target: limits.key,
        set: values,
        setWhere: lte(limits.expiresAt, turn.at),
      })
      .returning({ key: limits.key }),
  );
  return taken.length > 0 ? turn : null;
}

const rowOf = ({ key, mark, at }: Turn, streak: number) => ({
  key,
  used: mark,
  streak,
  windowEndsAt: at,
  blockedUntil: new Date(0),
  expiresAt: new Date(at.getTime() + AGAIN_SECONDS * 1000),
  revision: 1,
});

const isOf = ({ key, at }: Pick<Turn, 'key' | 'at'>) =>
  and(eq(limits.key, key), eq(limits.windowEndsAt, at));

/** Written with the session itself, so that whoever reads that it is done finds it; for the new ticket, too. */
function settle(turn: Turn, asked: AskedOfNodes, ticket: Ticket): Write {
  const next = { ...asked, by: byTicket(ticket) };
  const ofNext = rowOf({ key: keyOf(next.by), mark: markOf(next), at: turn.at }, IS_ITSELF);
  return [
    mayChangeNone((tx) => tx.update(limits).set({ streak: DONE }).where(isOf(turn))),
    asked.renews && mayChangeNone((tx) => tx.insert(limits).values(ofNext).onConflictDoNothing()),
  ];
}

const giveUp = (turn: Pick<Turn, 'key' | 'at'>) =>
  transactionRelaxed((tx) => tx.delete(limits).where(isOf(turn)));

const giveUpUnderWay = (turn: Turn) =>
  transactionRelaxed((tx) =>
    tx.delete(limits).where(and(isOf(turn), eq(limits.streak, UNDER_WAY))),
  );

/** What nobody else has who sends a form in a session. */
export const byTicket = ({ sessionId, secret }: Ticket) => `${sessionId} ${secret}`;
