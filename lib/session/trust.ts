import 'server-only';
import { and, desc, eq, exists, notInArray } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Secret } from '#drizzle/columns';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { users } from '#drizzle/schema/users';
import { rootNames } from '#lib/crypto/keys';
import { hashSecret, randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { insertWhere } from '#lib/db/insert-where';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import { currentClient } from '#lib/request/client';
import { whileHere } from '#lib/session/here';
import { BROWSERS_PER_USER, TRUST_SECONDS } from '#lib/session/lifetimes';
import type { Viewer } from '#lib/session/store';
import { agreedTicket } from '#lib/session/ticket';
import { endsLater } from '#lib/times';

/**
 * What a browser holds in which an account asks for no second factor for a while, because one was proven there. It lets
 * nobody in: the first proof is still asked for, and what matters inside still asks for the factor.
 */
export type Trust = { id: string; secret: Secret; userId: string };

/** Nobody who may do things to the accounts of others goes without: for them no browser is trusted. */
const isMember = (userId: string) =>
  exists(
    db()
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.role, 'member'))),
  );

/**
 * Trust for this browser from now on, for 30 days: what it is given, and the write that makes it so, which does nothing
 * for staff.
 */
export function newTrust(userId: string): { trust: Trust; write: Write } {
  const trust: Trust = { id: uuid(), secret: randomSecret(), userId };
  const now = Date.now();
  const row = {
    id: trust.id,
    userId,
    secretHash: hashSecret(trust.secret),
    root: rootNames()[0],
    createdAt: new Date(now),
    expiresAt: new Date(now + TRUST_SECONDS * 1000),
    ...currentClient(),
  };
  const newest = db()
    .select({ id: trustedBrowsers.id })
    .from(trustedBrowsers)
    .where(eq(trustedBrowsers.userId, userId))
    .orderBy(desc(trustedBrowsers.createdAt), desc(trustedBrowsers.id))
    .limit(BROWSERS_PER_USER);
  const isOneTooMany = and(
    eq(trustedBrowsers.userId, userId),
    notInArray(trustedBrowsers.id, newest),
  );
  const write: Write = [
    insertWhere(trustedBrowsers, row, isMember(userId)),
    (tx) => tx.delete(trustedBrowsers).where(isOneTooMany),
  ];
  return { trust, write };
}

/**
 * Whether this account trusts the browser that holds these: null, or what the browser holds from now on, and the write
 * that makes it so, which must change a row. The secret is another each time, so that a copy is refused after the next
 * sign-in.
 */
export async function renewTrust(
  held: Trust[],
  userId: string,
): Promise<{ trust: Trust; write: Write } | null> {
  const mine = held.find((one) => one.userId === userId);
  if (!mine) return null;
  const holds = and(
    eq(trustedBrowsers.id, mine.id),
    eq(trustedBrowsers.userId, userId),
    eq(trustedBrowsers.secretHash, hashSecret(mine.secret)),
    endsLater(trustedBrowsers.expiresAt, TRUST_SECONDS * 1000),
    isMember(userId),
  );
  const found = await db().select({ id: trustedBrowsers.id }).from(trustedBrowsers).where(holds);
  if (found.length === 0) return null;
  const trust: Trust = { ...mine, secret: agreedTicket()?.trustSecret ?? randomSecret() };
  const values = { secretHash: hashSecret(trust.secret), lastUsedAt: new Date() };
  return { trust, write: expectRow((tx) => tx.update(trustedBrowsers).set(values).where(holds)) };
}

/** What another node has made of what this browser holds of an account, when it let it in; null when it made nothing. */
export async function trustElsewhere(held: Trust[], userId: string, secret: Secret) {
  const mine = held.find((one) => one.userId === userId);
  if (!mine) return null;
  const isIt = and(
    eq(trustedBrowsers.id, mine.id),
    eq(trustedBrowsers.userId, userId),
    eq(trustedBrowsers.secretHash, hashSecret(secret)),
  );
  return (await db().$count(trustedBrowsers, isIt)) > 0 ? { ...mine, secret } : null;
}

/** The browsers that the viewer's account trusts, the newest first. */
export const listTrusted = ({ user }: Viewer) =>
  db()
    .select({
      id: trustedBrowsers.id,
      createdAt: trustedBrowsers.createdAt,
      expiresAt: trustedBrowsers.expiresAt,
      lastUsedAt: trustedBrowsers.lastUsedAt,
      address: trustedBrowsers.address,
      userAgent: trustedBrowsers.userAgent,
    })
    .from(trustedBrowsers)
    .where(
      and(
        eq(trustedBrowsers.userId, user.id),
        endsLater(trustedBrowsers.expiresAt, TRUST_SECONDS * 1000),
        isMember(user.id),
      ),
    )
    .orderBy(desc(trustedBrowsers.createdAt), desc(trustedBrowsers.id))
    .limit(BROWSERS_PER_USER);

/** Ends the trust in one of the viewer's own browsers. False when it is not theirs or has already ended. */
export const endTrustIn = ({ user, session }: Viewer, id: string): Promise<boolean> =>
  transaction(
    whileHere({ session }),
    expectRow((tx) =>
      tx
        .delete(trustedBrowsers)
        .where(and(eq(trustedBrowsers.id, id), eq(trustedBrowsers.userId, user.id))),
    ),
  );
