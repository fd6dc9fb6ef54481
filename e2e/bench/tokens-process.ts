// A process of its own that lets a program in for many people, and measures what verifying a token costs.
// Prints JSON: the tokens, a service that may ask about them, and microseconds for each verification, whole and of the bare signature.
import { jwtVerify } from 'jose';
import { median } from '#e2e/bench/finding';
import { addPeople } from '#e2e/bench/people';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';
import { apiAudience, readAccessToken } from '#lib/oauth/access-token';
import { addClient } from '#lib/oauth/clients';
import { answerDevice, claimDevice } from '#lib/oauth/device';
import { answerOauth } from '#lib/oauth/handle';
import { publicKey } from '#lib/oauth/keys';
import { inRequest } from '#lib/request/context';
import { admit } from '#lib/session/admit';
import { findViewer } from '#lib/session/store';
import { singleton } from '#lib/singleton';

const [people = '64'] = process.argv.slice(2);
const ROUNDS = 7;
const TIMES = 2_000;
const CLIENT = 'gatehouse-cli';
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

db();
await addPeople(databaseFile(env().DATABASE_URL) as string, Number(people));
const tokens = [];
for (let nth = 0; nth < Number(people); nth++) tokens.push(await letIn(nth));
const [{ access_token: token }] = tokens as [{ access_token: string }];
await measure(() => readAccessToken(token));
const rounds = [];
for (let nth = 0; nth < ROUNDS; nth++) {
  const whole = await measure(() => {
    // As if it were seen for the first time.
    singleton('access-tokens', () => new Map()).clear();
    return readAccessToken(token);
  });
  rounds.push({ whole, bare: await measure(await bareVerification()) });
}
process.stdout.write(JSON.stringify({ tokens, rounds, service: await addService() }), () =>
  process.exit(0),
);

async function letIn(nth: number) {
  const proven = {
    userId: `person${nth}`,
    amr: ['pwd'] as const,
    authenticatedAt: new Date(),
    settle: null,
  };
  const session = await admit(proven, { isPersistent: true, previous: null });
  await transaction(session.writes);
  const found = session.ticket && (await findViewer(session.ticket));
  if (!found) throw new Error('nobody is signed in');
  const ask = (path: string, form: Record<string, string>) =>
    inRequest(exchange(nth), () => post(path, form));
  const asked = await ask('/oauth/device_authorization', {
    client_id: CLIENT,
    scope: 'account:read',
  });
  const claimed = await inRequest(exchange(nth), () =>
    claimDevice(found.viewer, asked['user_code']),
  );
  if (!claimed.ok) throw new Error(claimed.reason);
  await answerDevice(found.viewer, claimed.value, true);
  return ask('/oauth/token', {
    client_id: CLIENT,
    grant_type: GRANT,
    device_code: asked['device_code'],
  });
}

async function post(path: string, form: Record<string, string>) {
  const headers = {
    host: env().host,
    'x-forwarded-proto': 'http',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = new URLSearchParams(form);
  const answer = await answerOauth(
    new Request(env().APP_URL + path, { method: 'POST', headers, body }),
  );
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

function exchange(nth: number) {
  const address = `10.7.${nth >> 8}.${nth & 255}`;
  const answer = { headers: {}, actionStarted: false, unavailable: false };
  return {
    id: 'bench',
    method: 'POST',
    url: '/',
    address,
    userAgent: 'bench',
    isProxied: false,
    isPrefetch: false,
    answer,
  };
}

/** A service that may ask about these tokens, and how it says who it is. */
async function addService() {
  const audience = apiAudience();
  const named = { id: 'bench-api', name: 'Bench', kind: 'service', scope: 'account:read' } as const;
  const added = await addClient({ ...named, audience });
  if (!added.ok) throw new Error(added.reason);
  return `Basic ${btoa(`${named.id}:${added.value}`)}`;
}

/** What jose does with a key that is at hand already. */
async function bareVerification() {
  const kid = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
  const key = await publicKey(kid);
  if (!key) throw new Error('no key');
  return () => jwtVerify(token, key, { audience: apiAudience(), algorithms: ['ES256'] });
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < TIMES; nth++) {
    const start = performance.now();
    await work();
    times.push((performance.now() - start) * 1000);
  }
  return median(times);
}
