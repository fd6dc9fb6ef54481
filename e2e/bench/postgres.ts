import { randomBytes } from 'node:crypto';
import type { Finding } from '#e2e/bench/finding';
import { inTurns, PAIRS } from '#e2e/bench/in-turns';
import { type Measured, measure, pageFindings } from '#e2e/bench/pages';
import { addPeople } from '#e2e/bench/people';
import { BROWSER, DASHBOARD_EMAIL } from '#e2e/bench/sample';
import { keep, stopServers } from '#e2e/bench/servers';
import { openSignInForm } from '#e2e/bench/sign-in-form';
import { signInsAt } from '#e2e/bench/sign-ins';
import { startServer } from '#e2e/support/server';
import { startCluster } from '#lib/testing/cluster.test-support';
import { newDeployment } from '#lib/testing/deployment.test-support';

const PEOPLE = 64;
/** As many sessions as the bare dashboard of the other measurements shows. */
const SESSIONS = 4;
const COMPARISONS = [8, 64].map((connections) => ({
  what: `dashboard on PostgreSQL, ${connections} connections`,
  connections,
  atLeast: 0.8,
  aim: 0.9,
}));

/** The same people in a file and, copied from it, on a PostgreSQL of this run's own that waits for its disk. */
async function startBoth() {
  const SESSION_SECRET = randomBytes(32).toString('base64url');
  const onFile = await startServer({ SESSION_SECRET });
  keep(onFile.remove);
  await addPeople(onFile.database, PEOPLE);
  const signIn = await openSignInForm(onFile.url, 1);
  let cookie = '';
  for (let nth = 0; nth < SESSIONS; nth++) cookie = await signIn(DASHBOARD_EMAIL);
  await onFile.stop();
  const cluster = await startCluster({ isDurable: true });
  keep(cluster.remove);
  const DATABASE_URL = cluster.url('postgres');
  await copy(`file:${onFile.database}`, DATABASE_URL, SESSION_SECRET);
  await onFile.start();
  const onServer = await startServer({ SESSION_SECRET, DATABASE_URL });
  keep(onServer.remove);
  const headers = { Cookie: cookie, 'User-Agent': BROWSER };
  const subject = ({ url, pid }: typeof onFile) => ({
    url: `${url}/dashboard`,
    status: 200,
    headers,
    pid: pid(),
  });
  return {
    file: subject(onFile),
    server: subject(onServer),
    ours: { ...onServer, people: PEOPLE },
  };
}

async function copy(from: string, to: string, SESSION_SECRET: string) {
  const deployment = newDeployment();
  const settings = { SESSION_SECRET, DATABASE_URL: from };
  const copied = await deployment.run('gatehouse', ['db', 'copy', from, to], settings);
  deployment.remove();
  if (copied.exitCode !== 0) throw new Error(`The copy failed: ${copied.stderr}`);
}

/** The dashboard on PostgreSQL against the same one on SQLite. */
export async function pagesOnPostgres(): Promise<Finding[]> {
  const rounds = COMPARISONS.map((): [Measured, Measured][] => []);
  for (let nth = 0; nth < PAIRS; nth++) {
    const { file, server } = await startBoth();
    for (const [index, { connections }] of COMPARISONS.entries()) {
      const measured = await inTurns(
        () => measure(server, connections),
        () => measure(file, connections),
      );
      rounds[index]?.push(...measured);
    }
    await stopServers();
  }
  return pageFindings(COMPARISONS, rounds, 'the same page on SQLite');
}

/** Whole sign-ins at one node on PostgreSQL, against the hash alone. */
export async function signInsOnPostgres(): Promise<Finding[]> {
  const { ours } = await startBoth();
  return [await signInsAt(ours, { what: 'sign-ins on PostgreSQL', atLeast: 0.85, aim: 0.9 })];
}
