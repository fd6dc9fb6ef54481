import 'server-only';
import { and, desc, eq, exists, inArray, notInArray, sql } from 'drizzle-orm';
import { cookies } from 'next/headers';
import { v7 as uuid } from 'uuid';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { seal, unseal } from '#lib/crypto/seal';
import { equal, hashSecret, randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { selectedNumber } from '#lib/db/engine';
import { expectRow, transactionRelaxed, type Write } from '#lib/db/transaction';
import { cookieName, cookieOptions, writeLanguage } from '#lib/session/cookie';
import { BROWSERS_PER_USER, KNOWN_BROWSER_SECONDS } from '#lib/session/lifetimes';
import { findViewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { isWithin } from '#lib/times';

const ACCOUNTS = 5;

/** What the browser holds for one account. */
type Mark = { id: string; secret: string; userId: string };

/**
 * The name of this browser, if somebody signed in to this account with it before; else null. It is good
 * for one thing: strangers who guess at an account do not use up the tries of its owner (ASVS 6.1.1).
 * The cookie opens nothing, names no account, and outlives signing out. It is worth what its rows are: what
 * ends the sessions of an account ends them, and a thief with a copy is a stranger after the next sign-in.
 */
export async function knownBrowser(email: string): Promise<string | null> {
  return (await readKnown()).find((one) => one.email === email)?.mark.id ?? null;
}

/** The address of this account now, if somebody signed in to it with this browser before; else null. */
export async function addressKnownHere(userId: string): Promise<string | null> {
  return (await readKnown()).find((one) => one.userId === userId)?.email ?? null;
}

/** The accounts that somebody signed in to with this browser. They are not to be named to whoever sits before it. */
export const accountsKnownHere = async (): Promise<string[]> =>
  (await readKnown()).map(({ userId }) => userId);

/** Whether somebody signed in to this account with this browser, whatever became of it. It tells nothing but that. */
export const wasUsedHere = async (userId: string): Promise<boolean> =>
  (await readMarks()).some((one) => one.userId === userId);

/**
 * Notes that this browser has signed in, with this ticket. It keeps its name and is given a new secret, so a copy of
 * the cookie of before is refused. The latest five accounts are kept, for half a year.
 * From now on the browser is answered in the language that the person has chosen.
 */
export async function rememberBrowser(ticket: Ticket) {
  const [found, known] = [await findViewer(ticket), await readKnown()];
  if (!found) return;
  const { id: userId, language } = found.viewer.user;
  await writeLanguage(language);
  const held = known.find((one) => one.userId === userId)?.mark;
  const others = known.filter((one) => one.userId !== userId).map(({ mark }) => mark);
  const secret = randomSecret();
  const isRenewed = held && (await transactionRelaxed(expectRow(renew(held, secret, ticket))));
  const mark: Mark = { id: isRenewed ? held.id : uuid(), secret, userId };
  if (!isRenewed) await transactionRelaxed(add(mark, ticket), endOldest(userId));
  const marks = [mark, ...others].slice(0, ACCOUNTS);
  const sealed = await seal('browser', { marks }, KNOWN_BROWSER_SECONDS);
  const options = { ...cookieOptions(), maxAge: KNOWN_BROWSER_SECONDS };
  (await cookies()).set(cookieName('browser'), sealed, options);
}

/** The accounts that this browser is known to. As much work whichever is asked for. */
async function readKnown() {
  const marks = await readMarks();
  if (marks.length === 0) return [];
  const ids = marks.map(({ id }) => id);
  const rows = await db()
    .select({
      id: knownBrowsers.id,
      secretHash: knownBrowsers.secretHash,
      signedInAt: knownBrowsers.signedInAt,
      userId: users.id,
      email: users.email,
    })
    .from(knownBrowsers)
    .innerJoin(users, eq(users.id, knownBrowsers.userId))
    .where(inArray(knownBrowsers.id, ids))
    .limit(ACCOUNTS);
  return marks.flatMap((mark) => {
    const row = rows.find(({ id }) => id === mark.id);
    const isKnown =
      row &&
      equal(row.secretHash, hashSecret(mark.secret)) &&
      isWithin(row.signedInAt, KNOWN_BROWSER_SECONDS * 1000);
    return isKnown ? [{ mark, userId: row.userId, email: row.email }] : [];
  });
}

async function readMarks(): Promise<Mark[]> {
  const sealed = (await cookies()).get(cookieName('browser'))?.value;
  const data = sealed ? await unseal('browser', sealed, KNOWN_BROWSER_SECONDS) : null;
  // Nobody but us can have sealed it: what is in it is what `rememberBrowser` put there.
  return Array.isArray(data?.['marks']) ? (data['marks'] as Mark[]) : [];
}

/** The session behind a ticket. What ended meanwhile makes no browser known. */
const ofTicket = ({ sessionId, secret }: Ticket) =>
  and(eq(sessions.id, sessionId), eq(sessions.secretHash, hashSecret(secret)));

const renew =
  ({ id, secret }: Mark, next: string, ticket: Ticket): Write =>
  (tx) =>
    tx
      .update(knownBrowsers)
      .set({ secretHash: hashSecret(next), signedInAt: new Date() })
      .where(
        and(
          eq(knownBrowsers.id, id),
          eq(knownBrowsers.secretHash, hashSecret(secret)),
          exists(db().select({ id: sessions.id }).from(sessions).where(ofTicket(ticket))),
        ),
      );

const add =
  ({ id, secret }: Mark, ticket: Ticket): Write =>
  (tx) =>
    tx.insert(knownBrowsers).select(
      db()
        .select({
          id: sql<string>`${id}`.as('id'),
          userId: sessions.userId,
          secretHash: sql<string>`${hashSecret(secret)}`.as('secret_hash'),
          signedInAt: selectedNumber<Date>(Date.now()).as('signed_in_at'),
        })
        .from(sessions)
        .where(ofTicket(ticket)),
    );

function endOldest(userId: string): Write {
  const newest = db()
    .select({ id: knownBrowsers.id })
    .from(knownBrowsers)
    .where(eq(knownBrowsers.userId, userId))
    .orderBy(desc(knownBrowsers.signedInAt), desc(knownBrowsers.id))
    .limit(BROWSERS_PER_USER);
  const isOneTooMany = and(eq(knownBrowsers.userId, userId), notInArray(knownBrowsers.id, newest));
  return (tx) => tx.delete(knownBrowsers).where(isOneTooMany);
}
