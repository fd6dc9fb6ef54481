// A process of its own that signs in again and again, whole and in parts: what the entries in the log cost.
// Prints JSON: milliseconds of one transaction with its entries and without, and of a whole sign-in.
import { v7 as uuid } from 'uuid';
import { sessions } from '#drizzle/schema/sessions';
import { median } from '#e2e/bench/finding';
import { addPeople, emailOf } from '#e2e/bench/people';
import { PASSWORD } from '#e2e/bench/sample';
import { signIn } from '#lib/accounts/sign-in';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';

const ROUNDS = 7;
const TRANSACTIONS = 200;
const SIGN_INS = 20;
const now = new Date();
const session = {
  userId: 'person0',
  secretHash: 'none',
  isPersistent: true,
  createdAt: now,
  lastSeenAt: now,
  idleSeconds: 3600,
  expiresAt: new Date(now.getTime() + 3_600_000),
  address: '192.0.2.1',
  userAgent: 'bench',
};

db();
await addPeople(databaseFile(env().DATABASE_URL) as string, ROUNDS);
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
  const without = await perTransaction(false);
  const withEntries = await perTransaction(true);
  rounds.push({ without, with: withEntries, signIn: await perSignIn(emailOf(round)) });
}
process.stdout.write(JSON.stringify(rounds));
process.exit(0);

/** What a sign-in writes at its end, with or without the two entries that tell of it. */
async function perTransaction(hasEntries: boolean): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < TRANSACTIONS; nth++) {
    const start = performance.now();
    const id = uuid();
    await transaction(
      (tx) => tx.insert(sessions).values({ ...session, id }),
      hasEntries && [
        record({ type: 'session_created', userId: 'person0', sessionId: id }),
        record({ type: 'authn_login_success', userId: 'person0', sessionId: id }),
      ],
    );
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Of another person each round, in a browser that is known: nobody signs in that often. */
async function perSignIn(email: string): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < SIGN_INS; nth++) {
    const start = performance.now();
    const outcome = await signIn({
      email,
      password: PASSWORD,
      isPersistent: true,
      previous: null,
      browser: 'known',
    });
    times.push(performance.now() - start);
    if (!outcome.ok) throw new Error(outcome.reason);
  }
  return median(times);
}
