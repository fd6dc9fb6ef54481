import 'server-only';
import { and, eq, exists, notExists, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import type { AuditActor } from '#lib/audit/record';
import { allowed } from '#lib/authorization/can';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';
import { expectRow } from '#lib/db/transaction';
import { type Act, roleMay } from '#lib/permissions/table';
import { whereEnabled } from '#lib/session/account-state';
import { isHere } from '#lib/session/here';
import type { Viewer } from '#lib/session/store';

/** Who administers: somebody signed in whose role allows it, or the operator at the machine's command line. */
export type Admin = Viewer | 'operator';

/** How the log names them. */
export function actorOf(by: Admin): AuditActor {
  if (by === 'operator') return by;
  const { id, role } = by.user;
  return role === 'support' ? { support: id } : { administrator: id };
}

/**
 * The condition under which they may do this to the account, for the statement that does it. It asks once more
 * who they are: a request takes its time, and meanwhile they may have been demoted or shut out.
 */
export const permitted = (by: Admin, act: Act, account: SQLWrapper | string): SQL | undefined =>
  by === 'operator'
    ? undefined
    : and(allowed(by, act, account), isStill(by, act), isBelow(by, act, account));

/** What staff below an administrator may not do to one: it could keep the administrators out. */
const TO_MEMBERS: Act[] = ['session:end', 'account:reset'];

export const mayActOn = (role: string, act: Act, other: { role: string }): boolean =>
  roleMay(role, act) &&
  (role === 'administrator' || other.role !== 'administrator' || !TO_MEMBERS.includes(act));

function isBelow({ user }: Viewer, act: Act, account: SQLWrapper | string) {
  if (user.role === 'administrator' || !TO_MEMBERS.includes(act)) return undefined;
  const target = aliasOf(users, 'target');
  const isOne = and(sql`${target.id} = ${account}`, eq(target.role, 'administrator'));
  return notExists(db().select({ one: sql`1` }).from(target).where(isOne));
}

const ONLY_LOOKS = /:(list|read)/;

/**
 * True while the person who asks has an open account and the role that their request began with, and, where something is
 * changed, is signed in by the session that they asked by: what ended it has ended what was under way by it.
 */
function isStill({ user, session }: Viewer, act: Act) {
  const [asking, at] = [aliasOf(users, 'asking'), aliasOf(sessions, 'at')];
  const isSame = and(eq(asking.id, user.id), eq(asking.role, user.role), whereEnabled(asking));
  return and(
    exists(db().select({ one: sql`1` }).from(asking).where(isSame)),
    ONLY_LOOKS.test(act)
      ? undefined
      : exists(db().select({ one: sql`1` }).from(at).where(isHere({ session }, at))),
  );
}

/**
 * The write that changes nothing and has to find the account: first in `transaction`, it undoes what comes after
 * it when they may not do this to it, or not any more.
 */
export const guardAccount = (by: Admin, act: Act, userId: string) =>
  expectRow((tx) =>
    tx
      .update(users)
      .set({ id: users.id })
      .where(and(eq(users.id, userId), permitted(by, act, users.id))),
  );
