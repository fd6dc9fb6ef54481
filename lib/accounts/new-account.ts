import 'server-only';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { connectionRow, insertConnection } from '#lib/accounts/connections/row';
import { credentialMail } from '#lib/accounts/credential-mail';
import { userRow } from '#lib/accounts/user-row';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { claimMailbox } from '#lib/authorization/grants';
import { endCodes } from '#lib/codes/end';
import { expectRow, type Write } from '#lib/db/transaction';
import { passwordRow } from '#lib/factors/password';
import { post } from '#lib/mail/outbox';
import type { Identity } from '#lib/providers/answer';
import type { Role } from '#lib/resource';

type NewAccount = {
  /** Canonical, and proven to be theirs. */
  email: string;
  name: string;
  /** Empty where the account begins without a password. */
  passwordHash: string;
  timeZone: string;
  /** The account elsewhere by which they sign in, if there is one. */
  identity: Identity | null;
  /** That which their company's provider says; a member, if it says none. */
  role?: Role | undefined;
};

/**
 * The writes that make an account: all or none. An account that has the address already stays as it is, and so does one that
 * the account elsewhere belongs to: then nothing is made. Where it begins with a provider, whatever else waits for a code
 * from this mailbox is over, a sign-up with somebody's password too; and the owner is told.
 */
export async function newAccount({ passwordHash, identity, ...said }: NewAccount) {
  const user = userRow(said);
  const { id: userId, email, role } = user;
  const writes: Write = [
    // Somebody may have proven the same mailbox a moment ago in another browser: that account stays as it is.
    expectRow((tx) => tx.insert(users).values(user).onConflictDoNothing()),
    passwordHash && ((tx) => tx.insert(credentials).values(passwordRow(userId, passwordHash))),
    claimMailbox(userId, email),
    record({ type: 'user_created', userId }),
    role !== 'member' && roleEntry(userId, role),
    identity && (await connects(userId, email, identity)),
  ];
  return { userId, writes };
}

const roleEntry = (userId: string, role: Role) =>
  record({
    type: 'privilege_permissions_changed',
    userId,
    actor: 'system',
    detail: detailOf('role_changed', { from: 'member', to: role }),
  });

async function connects(userId: string, email: string, identity: Identity): Promise<Write> {
  const row = connectionRow(userId, identity);
  return [insertConnection(row), endCodes(email), await toldOfConnection(userId, email, row.id)];
}

/** What goes with a connection that comes by a sign-in: the log is told, and the owner by mail. */
export async function toldOfConnection(userId: string, email: string, id: string): Promise<Write> {
  const object = `credential:${id}`;
  return [
    record({ type: 'credential_added', userId, object, detail: 'connection' }),
    await post(email, credentialMail('connection', 'added')),
  ];
}
