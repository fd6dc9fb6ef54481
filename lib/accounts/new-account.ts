import 'server-only';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { connectionRow, insertConnection } from '#lib/accounts/connections/row';
import { credentialMail } from '#lib/accounts/credential-mail';
import { userRow } from '#lib/accounts/user-row';
import { record } from '#lib/audit/record';
import { claimMailbox } from '#lib/authorization/grants';
import { endCodes } from '#lib/codes/end';
import { expectRow, type Write } from '#lib/db/transaction';
import { passwordRow } from '#lib/factors/password';
import { post } from '#lib/mail/outbox';
import type { Identity } from '#lib/providers/answer';

type NewAccount = {
  /** Canonical, and proven to be theirs. */
  email: string;
  name: string;
  /** Empty where the account begins without a password. */
  passwordHash: string;
  timeZone: string;
  /** The account elsewhere by which they sign in, if there is one. */
  identity: Identity | null;
};

/**
 * The writes that make an account: all or none. An account that has the address already stays as it is, and so does one that
 * the account elsewhere belongs to: then nothing is made. Where it begins with a provider, whatever else waits for a code
 * from this mailbox is over, a sign-up with somebody's password too; and the owner is told.
 */
export async function newAccount({ email, name, passwordHash, timeZone, identity }: NewAccount) {
  const user = userRow({ email, name, timeZone });
  const userId = user.id;
  const writes: Write = [
    // Somebody may have proven the same mailbox a moment ago in another browser: that account stays as it is.
    expectRow((tx) => tx.insert(users).values(user).onConflictDoNothing()),
    passwordHash && ((tx) => tx.insert(credentials).values(passwordRow(userId, passwordHash))),
    claimMailbox(userId, email),
    record({ type: 'user_created', userId }),
    identity && (await connects(userId, email, identity)),
  ];
  return { userId, writes };
}

async function connects(userId: string, email: string, identity: Identity): Promise<Write> {
  const row = connectionRow(userId, identity);
  const object = `credential:${row.id}`;
  return [
    insertConnection(row),
    endCodes(email),
    record({ type: 'credential_added', userId, object, detail: 'connection' }),
    await post(email, credentialMail('connection', 'added')),
  ];
}
