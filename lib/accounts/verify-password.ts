import 'server-only';
import { and, eq, exists, isNotNull, sql } from 'drizzle-orm';
import type { Secret } from '#drizzle/columns';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import {
  passwordBurst,
  passwordByAccount,
  passwordByNetwork,
  proofByAccount,
  proofByNetwork,
} from '#lib/accounts/limits';
import { HashingBusy } from '#lib/accounts/password-queue';
import { hashPassword, isOutdated, passwordMatches } from '#lib/accounts/passwords';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { prepared } from '#lib/db/prepared';
import { expectRow, transaction, transactionRelaxed, type Write } from '#lib/db/transaction';
import type { Authentication } from '#lib/factors/authentication';
import { isPasswordOf, PASSWORD_KIND } from '#lib/factors/password';
import { networkKey } from '#lib/limits/network';
import { type Limit, refund, resetLimit, take, waitFor } from '#lib/limits/take';
import { metrics } from '#lib/observability/metrics';
import { fail, ok, type Result } from '#lib/result';
import { isDisabled, whereEnabled } from '#lib/session/account-state';

export type PasswordFailure = 'wrong_credentials' | 'too_many_attempts' | 'busy';

const BUSY_SECONDS = 2;

/** The account, a row for each kind of credential that it has: what an act asks next is known with the password. */
const byEmail = prepared((db) =>
  db
    .selectDistinct({
      id: users.id,
      timeZone: users.timeZone,
      kind: credentials.kind,
      passwordHash: sql<Secret | null>`case when ${eq(credentials.kind, PASSWORD_KIND)} then ${credentials.secret} end`,
      disabledAt: users.disabledAt,
      disabledUntil: users.disabledUntil,
    })
    .from(users)
    .leftJoin(
      credentials,
      and(eq(credentials.userId, users.id), isNotNull(credentials.confirmedAt)),
    )
    .where(eq(users.email, sql.placeholder('email')))
    .prepare(),
);

async function findAccount(email: string) {
  const rows = await byEmail().execute({ email });
  const [user] = rows;
  const passwordHash = rows.find((row) => row.passwordHash !== null)?.passwordHash ?? undefined;
  const kinds = new Set(rows.flatMap(({ kind }) => kind ?? []));
  return user && { ...user, passwordHash, kinds };
}

/** Whose budget at an account: one for strangers, one for each browser that was let in before. */
const accountKey = (email: string, browser: string | null) =>
  browser ? `${email} ${browser}` : email;

/** That a password was right, and the write that goes with its not being used for what it was asked for. */
type Proof = Authentication & { unused: Write };

/** The budget of guesses at an account. */
export const passwordLimit = (email: string, browser: string | null): Limit => [
  passwordByAccount,
  accountKey(email, browser),
];

/**
 * The budgets of right passwords. A stranger without the password gets back what is counted of them while the hash is
 * computed, and one who knows it spends none of those of a known browser.
 */
const proofLimits = (email: string, browser: string | null): Limit[] => [
  [proofByAccount, accountKey(email, browser)],
  [proofByNetwork, browser ? accountKey(email, networkKey()) : networkKey()],
];

/**
 * Checks the password of an account: the one door of every page, act and client that takes a password, so
 * that all of them share one budget of guesses. `email` is canonical. An account that does not exist, or
 * is disabled, takes the same work and time and gives the same answer. The try is counted before the hash
 * is computed; when too many were made no hash is. `browser` names one that signed in to this account
 * before, or the session that asks: its tries are counted apart from those of strangers, so that they cannot lock
 * the owner out, neither at the account nor behind the same address. Right passwords have a ceiling of their
 * own, counted with the try and given back by a wrong one. The write `settle` settles the budget (and a
 * hash made with too little work) and undo the act if the password was changed meanwhile: give them to
 * `transaction` with what the proof was for. Where that could not be done for lack of time, `unused` settles the
 * budget as if nobody had asked.
 */
export async function verifyPassword(
  email: string,
  password: string,
  browser: string | null,
): Promise<Result<Proof, PasswordFailure>> {
  const network = networkKey(browser);
  const account = passwordLimit(email, browser);
  const networks: Limit[] = [
    [passwordByNetwork, network],
    [passwordBurst, network],
  ];
  const proofs = proofLimits(email, browser);
  const count = (outcome: string) => metrics().proofs.inc({ outcome });
  const throttled = await take([account, ...networks, ...proofs]);
  if (throttled) {
    count('throttled');
    return fail('too_many_attempts', throttled);
  }
  try {
    const user = await findAccount(email);
    const matches = await passwordMatches(email, user?.passwordHash, password);
    const isRight = matches && user && !isDisabled(user);
    count(isRight ? 'right' : 'wrong');
    if (!isRight) return await refuse(account, proofs, user?.id ?? null);
    const counted = [resetLimit(account), ...networks.map(refund)];
    const confirm = await confirmWrite(user, user.passwordHash ?? '', password);
    return ok({
      userId: user.id,
      amr: ['pwd'],
      authenticatedAt: new Date(),
      kinds: user.kinds,
      timeZone: user.timeZone,
      settle: [confirm, counted],
      unused: [counted, proofs.map(refund)],
    });
  } catch (error) {
    if (!(error instanceof HashingBusy)) throw error;
    count('busy');
    await transactionRelaxed([account, ...networks, ...proofs].map(refund));
    return fail('busy', { retryAfter: BUSY_SECONDS });
  }
}

/**
 * Enters the failure into the log, and, when it was the last one allowed for now, that too. What was not proven is given
 * back to the budgets of right passwords.
 */
async function refuse(account: Limit, proofs: Limit[], userId: string | null) {
  const isLast = (await waitFor([account])) > 0;
  await transaction(
    proofs.map(refund),
    record({ type: 'authn_login_fail', userId }),
    isLast && record({ type: 'authn_login_lock', userId }),
  );
  return fail('wrong_credentials');
}

/**
 * The write that holds only if what was proven is still so: a password changed, or an account disabled,
 * between the proof and the act undoes the act. It raises the hash to the parameters now in force.
 */
async function confirmWrite({ id }: { id: string }, passwordHash: string, password: string) {
  const raised = isOutdated(passwordHash) ? await rehash(password) : null;
  const owner = db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, id), whereEnabled()));
  const isStillSo = and(isPasswordOf(id), eq(credentials.secret, passwordHash), exists(owner));
  const values = { secret: raised ?? passwordHash, lastUsedAt: new Date() };
  return expectRow((tx) => tx.update(credentials).set(values).where(isStillSo));
}

/** The password under the parameters now in force; null when there is no time for it: next time, then. */
async function rehash(password: string): Promise<string | null> {
  try {
    return await hashPassword(password);
  } catch (error) {
    if (error instanceof HashingBusy) return null;
    throw error;
  }
}
