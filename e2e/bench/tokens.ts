import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Finding, median, ratios, short } from '#e2e/bench/finding';
import { inTurns, PAIRS } from '#e2e/bench/in-turns';
import { load } from '#e2e/bench/load';
import { newNetwork } from '#e2e/bench/people';
import { pureLimit, rateOf } from '#e2e/bench/rate';
import { keep, startBareServer } from '#e2e/bench/servers';
import { freePort, startServer, type TestServer } from '#e2e/support/server';

// Each of them may read 600 times a minute.
const PEOPLE = 400;
const LANES = 8;
/** In one turn: two seconds' worth. */
const REQUESTS = 2500;
const INTROSPECTIONS = 800;

// What a bundler knows of Next's names and Node does not; nothing of it is called here.
const NEXT = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ resolve: (what, context, next) => next(what === 'next/headers' ? 'next/headers.js' : what, context) });
`)}`;

type Tokens = { access_token: string; refresh_token: string };
type Prepared = { tokens: Tokens[]; service: string; rounds: { whole: number; bare: number }[] };

/** Requests to the API by token and of a service about tokens, against a route that asks nobody; refreshing; what verifying costs. */
export async function tokens(): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  const PORT = String(await freePort());
  const { tokens, rounds, service } = await prepare(folder, PORT);
  const ours = await startServer({ PORT }, folder);
  keep(ours.remove);
  return [
    await requests(ours, tokens),
    await introspections(ours, tokens, service),
    await refreshes(ours, tokens),
    verification(rounds),
  ];
}

async function prepare(folder: string, PORT: string): Promise<Prepared> {
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    PORT,
    DATABASE_URL: `file:${join(folder, 'gatehouse.db')}`,
  } as const;
  const args = [
    '--conditions=react-server',
    '--import',
    NEXT,
    'e2e/bench/tokens-process.ts',
    String(PEOPLE),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

async function requests(ours: TestServer, tokens: Tokens[]): Promise<Finding> {
  const each = tokens.map(({ access_token }) => ({ Authorization: `Bearer ${access_token}` }));
  const asked = { each, status: 200, connections: LANES, requests: REQUESTS };
  const measure = ({ url }: { url: string }) => load({ url: `${url}/api/v1/me`, ...asked });
  return {
    what: 'API request with a token, 8 connections',
    against: 'the same answer from a bare route',
    ...ratios(await besideBare(ours, () => measure(ours), measure), 'requests/s'),
    atLeast: 0.85,
    aim: 0.95,
  };
}

/** A service with a secret asks about one token after the other, each time from another network. */
async function introspections(ours: TestServer, tokens: Tokens[], service: string) {
  const each = tokens.map(() => ({
    Authorization: service,
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-Forwarded-For': newNetwork(),
  }));
  const forms = tokens.map(({ access_token }) => ({ token: access_token }));
  const asked = { each, forms, status: 200, connections: LANES, requests: INTROSPECTIONS };
  const measure = (url: string) => load({ url, ...asked });
  const rounds = await besideBare(
    ours,
    () => measure(`${ours.url}/oauth/introspect`),
    ({ url }) => measure(`${url}/api/v1/me`),
  );
  const what = 'introspections, 8 connections';
  const against = 'a form that a bare route answers';
  return { what, against, ...ratios(rounds, 'a second'), atLeast: 0.2, aim: 0.4 };
}

/** Ours and a bare server in turn, in pairs of new processes. */
async function besideBare(
  ours: TestServer,
  one: () => Promise<number>,
  other: (bare: { url: string }) => Promise<number>,
): Promise<[number, number][]> {
  const rounds: [number, number][] = [];
  for (let nth = 0; nth < PAIRS; nth++) {
    const bare = await startBareServer();
    rounds.push(...(await inTurns(one, () => other(bare))));
    await bare.stop();
    await ours.stop();
    await ours.start();
  }
  return rounds;
}

/** Lines of tokens that are refreshed one after the other, eight at a time. */
async function refreshes(
  ours: { url: string; pid: () => number },
  tokens: Tokens[],
): Promise<Finding> {
  const pairs: [number, number][] = [];
  for (let nth = 0; nth < 3; nth++) {
    const lines = tokens.slice(nth * 100, nth * 100 + 100);
    let left = lines.length * 4;
    const next = () => {
      const line = lines[left % lines.length] as Tokens;
      return left-- > 0 ? () => refresh(ours.url, line) : null;
    };
    const { perSecond } = await rateOf(ours, LANES, next);
    pairs.push([perSecond, (await pureLimit(LANES, 3)).perSecond]);
  }
  return {
    what: 'refreshes of a token',
    against: 'password hashes, at the limit of the machine',
    ...ratios(pairs, 'a second'),
    atLeast: 4,
    aim: 5,
  };
}

async function refresh(url: string, line: Tokens) {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { 'X-Forwarded-For': newNetwork() },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'gatehouse-cli',
      refresh_token: line.refresh_token,
    }),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  Object.assign(line, await answer.json());
}

function verification(rounds: Prepared['rounds']): Finding {
  const micro = (side: 'whole' | 'bare') => short(median(rounds.map((round) => round[side])));
  return {
    what: 'verifying a token',
    against: 'what jose takes with the key at hand',
    ...ratios(
      rounds.map(({ whole, bare }) => [whole, bare]),
      'µs',
    ),
    detail: `${micro('whole')} against ${micro('bare')} µs`,
    atMost: 1.5,
    aim: 1.1,
  };
}
