// A process of its own that signs people in by passkey and by mailed code, and checks the codes of an app, beside the
// bare signature and the bare hash. Prints JSON: milliseconds of each, by rounds.
import { sign, verify as verifySignature } from 'node:crypto';
import { hash, verify as verifyHash } from '@node-rs/argon2';
import { credentials } from '#drizzle/schema/credentials';
import { median } from '#e2e/bench/finding';
import { ARGON2, addPeople, emailOf, newNetwork } from '#e2e/bench/people';
import { BROWSER, PASSWORD } from '#e2e/bench/sample';
import { addPasskey } from '#lib/accounts/passkeys/add';
import { askToEnrol, askToSignIn } from '#lib/accounts/passkeys/ask';
import { signInByCode, startSignIn } from '#lib/accounts/sign-in-by-code';
import { signInWithPasskey } from '#lib/accounts/sign-in-with-passkey';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';
import { TOTP, totp } from '#lib/factors/totp/factor';
import { newKey, sealKey } from '#lib/factors/totp/key';
import { codeAt, stepAt } from '#lib/factors/totp/totp';
import { listCapturedMail } from '#lib/mail/captured';
import { inRequest } from '#lib/request/context';
import type { Result } from '#lib/result';
import { admit } from '#lib/session/admit';
import { findViewer } from '#lib/session/store';
import { Authenticator } from '#lib/testing/passkey.test-support';

const ROUNDS = 5;
const TIMES = 60;
const SECRET = 'the secret of this browser';

db();
await addPeople(databaseFile(env().DATABASE_URL) as string, ROUNDS * TIMES);
const passkey = await passkeyOf('ada');
const key = passkey.made[0]?.key ?? fail('no passkey was made');
const appKey = await appOf('ada');
const passwordHash = await hash(PASSWORD, ARGON2);
const signed = Buffer.alloc(69, 1);
const signature = sign('sha256', signed, key);

const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
  rounds.push({
    passkey: await measure(byPasskey),
    signature: await measure(async () => () => verifySignature('sha256', signed, key, signature)),
    code: await measure((nth) => byCode(emailOf(round * TIMES + nth))),
    app: await measure(async () => () => totp.verify('ada', codeAt(appKey, stepAt(Date.now())))),
    hash: await measure(async () => () => verifyHash(passwordHash, PASSWORD)),
  });
}
process.stdout.write(JSON.stringify(rounds), () => process.exit(0));

/** The server's two parts of a sign-in: the challenge, and what is done with the answer. */
async function byPasskey() {
  const start = performance.now();
  const asked = taken(await askToSignIn(SECRET));
  const spent = performance.now() - start;
  const proof = { answer: passkey.get(asked), secret: SECRET };
  const arrival = { isPersistent: true, previous: null, browserOf: async () => 'known' };
  return { spent, work: async () => taken(await signInWithPasskey({ proof, ...arrival })) };
}

/** The same of a mailed code: the mail is made and put into the outbox, and sent by nobody. */
async function byCode(email: string) {
  const start = performance.now();
  const flow = taken(await startSignIn({ email, isPersistent: true, browser: 'known' }));
  const spent = performance.now() - start;
  const [mail] = await listCapturedMail({ limit: 1 });
  const code = mail?.text.match(/^\d{6}$/m)?.[0] ?? fail('no code was mailed');
  const arrival = { browser: 'known', previous: null };
  return { spent, work: async () => taken(await signInByCode(flow, code, arrival)) };
}

async function passkeyOf(userId: string) {
  const authenticator = new Authenticator({ origin: new URL(env().APP_URL).origin });
  await inRequest(exchange(), async () => {
    const viewer = await viewerOf(userId);
    const asked = taken(await askToEnrol(viewer, SECRET));
    const proof = { answer: authenticator.create(asked), secret: SECRET };
    taken(await addPasskey(viewer, proof));
  });
  return authenticator;
}

async function appOf(userId: string) {
  const key = newKey();
  const now = new Date();
  const secret = await sealKey(key, userId);
  const whose = { id: 'app', userId, kind: TOTP, handle: userId };
  await transaction((tx) =>
    tx.insert(credentials).values({ ...whose, secret, createdAt: now, confirmedAt: now }),
  );
  return key;
}

async function viewerOf(userId: string) {
  const proven = { userId, amr: ['pwd'] as const, authenticatedAt: new Date(), settle: null };
  const { ticket, writes } = await admit(proven, { isPersistent: true, previous: null });
  await transaction(writes);
  return ((ticket && (await findViewer(ticket))) ?? fail('nobody is signed in')).viewer;
}

type Prepared = { spent: number; work: () => unknown } | (() => unknown);

/** Each in a request of its own, from a network that nobody came from. */
async function measure(prepare: (nth: number) => Promise<Prepared>): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < TIMES; nth++) {
    times.push(await inRequest(exchange(), () => timed(nth, prepare)));
  }
  return median(times);
}

async function timed(nth: number, prepare: (nth: number) => Promise<Prepared>) {
  const prepared = await prepare(nth);
  const { spent, work } = typeof prepared === 'function' ? { spent: 0, work: prepared } : prepared;
  const start = performance.now();
  await work();
  return spent + performance.now() - start;
}

function taken<Value>(outcome: Result<Value, string>): Value {
  return outcome.ok ? outcome.value : fail(outcome.reason);
}

function fail(why: string): never {
  throw new Error(why);
}

function exchange() {
  return {
    id: 'bench',
    method: 'POST',
    url: '/',
    address: newNetwork(),
    userAgent: BROWSER,
    isProxied: false,
    isPrefetch: false,
    answer: { headers: {}, actionStarted: false, unavailable: false },
  };
}
