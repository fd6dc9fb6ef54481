import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Finding, median, ratios } from '#e2e/bench/finding';
import { load } from '#e2e/bench/load';
import { emailOf, givePasswords } from '#e2e/bench/people';
import { startOurs } from '#e2e/bench/servers';
import { openSignInForm, type SignIn } from '#e2e/bench/sign-in-form';

const ROUNDS = 5;
const BATCH = 100_000;
const SIGN_INS = 25;
const SECONDS = 2;

/** Checking a session and signing in with very many rows in the database, against hardly any. */
export async function manyRows({ users, sessions }: { users: number; sessions: number }) {
  const [full, empty] = [await startOurs(), await startOurs()];
  fill(full.database, users, sessions);
  // Filling held everything up: time to notice that the servers closed idle connections meanwhile.
  await sleep(200);
  const sides = [
    { ...full, signIn: await openSignInForm(full.url, 1) },
    { ...empty, signIn: await openSignInForm(empty.url, 1) },
  ] as const;
  const checks: [number, number][] = [];
  const signIns: [number, number][] = [];
  for (const { url, asAda } of sides) await msPerRequest(url, asAda);
  for (let nth = 0; nth < ROUNDS; nth++) {
    const [checkFull, checkEmpty] = [sides[0], sides[1]].map(
      ({ url, asAda }) =>
        () =>
          msPerRequest(url, asAda),
    );
    checks.push([(await checkFull?.()) ?? 0, (await checkEmpty?.()) ?? 0]);
    signIns.push([await msPerSignIn(sides[0].signIn), await msPerSignIn(sides[1].signIn)]);
  }
  const against = 'an empty database';
  const rows = `with ${users.toLocaleString('en')} users, ${sessions.toLocaleString('en')} sessions`;
  const target = { against, atMost: 1.2, aim: 1.1 };
  return [
    { what: `session check ${rows}`, ...ratios(checks, 'ms/request'), ...target },
    { what: `sign-in ${rows}`, ...ratios(signIns, 'ms'), ...target },
  ] satisfies Finding[];
}

async function msPerRequest(url: string, headers: Record<string, string>) {
  const asked = { url: `${url}/dashboard`, status: 200, headers };
  return 1000 / (await load({ ...asked, connections: 8, seconds: SECONDS }));
}

async function msPerSignIn(signIn: SignIn): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < SIGN_INS; nth++) {
    const start = performance.now();
    await signIn(emailOf(nth));
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Rows as years of use leave them: sessions of all ages, a tenth as many people. */
function fill(database: string, users: number, sessions: number) {
  const sqlite = new Database(database, { timeout: 10_000 });
  const now = Date.now();
  const numbers =
    'with recursive n(i) as (select @from union all select i + 1 from n where i + 1 < @to)';
  const addUsers = sqlite.prepare(
    `insert into users (id, email, name, created_at) ${numbers} select printf('filled%09d', i), printf('filled%09d@example.com', i), 'Somebody', @now from n`,
  );
  const addSessions = sqlite.prepare(
    `insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent) ${numbers} select printf('filled%09d', i), printf('filled%09d', i * @users / @sessions), lower(hex(randomblob(32))), 1, @now - 86400000, @now - abs(random() % 86400000), 1209600, @now + 86400000 + abs(random() % 864000000), '192.0.2.1', 'filled' from n`,
  );
  for (let from = 0; from < users; from += BATCH)
    addUsers.run({ from, to: Math.min(users, from + BATCH), now });
  givePasswords(sqlite, String(sqlite.prepare('select secret from credentials').pluck().get()));
  for (let from = 0; from < sessions; from += BATCH)
    addSessions.run({ from, to: Math.min(sessions, from + BATCH), now, users, sessions });
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
}
