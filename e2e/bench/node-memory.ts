import { randomBytes } from 'node:crypto';
import { type Finding, median, short } from '#e2e/bench/finding';
import { residentKib } from '#e2e/bench/process';
import { rateOf } from '#e2e/bench/rate';
import { BROWSER } from '#e2e/bench/sample';
import { keep } from '#e2e/bench/servers';
import { openSessions } from '#e2e/support/live-sessions';
import { addPeople } from '#e2e/support/people';
import { LIGHT, startServer } from '#e2e/support/server';
import { startCluster } from '#lib/testing/cluster.test-support';

/** As many sessions as a person has at most. */
const EACH = 50;
const BLOCKS = [80, 80, 80];
const MILLION = 1_000_000;
const LANES = 8;

/**
 * What a node on PostgreSQL holds after each of 12,000 live sessions has asked for a page: more than it remembers of
 * tickets (lib/session/ticket), so that what it would hold of a million is what the last of them have added, at most.
 */
export async function nodeMemory(): Promise<Finding[]> {
  const cluster = await startCluster();
  keep(cluster.remove);
  const SESSION_SECRET = randomBytes(32).toString('base64url');
  const node = await startServer({
    ...LIGHT,
    SESSION_SECRET,
    DATABASE_URL: cluster.url('postgres'),
  });
  keep(node.remove);
  const held = [residentKib(node.pid())];
  for (const people of BLOCKS) {
    const emails = await addPeople(node, people);
    const cookies = await openSessions(node, SESSION_SECRET, emails, EACH);
    await rateOf(node, LANES, () => {
      const cookie = cookies.pop();
      return cookie === undefined ? null : () => openDashboard(node.url, cookie);
    });
    held.push(residentKib(node.pid()));
  }
  const sessions = BLOCKS.map((people) => people * EACH);
  const last = held.at(-1) as number;
  const perSession = Math.max(0, last - (held.at(-2) as number)) / (sessions.at(-1) as number);
  const atMillion = last + perSession * MILLION;
  const mib = (kib: number) => `${short(kib / 1024)} MiB`;
  return [
    {
      what: 'memory of a node with live sessions, after each has asked for a page',
      against: `itself at the start, ${mib(held[0] as number)}`,
      value: last / 1024,
      spread: [median(held) / 1024, Math.max(...held) / 1024],
      unit: 'MiB',
      detail: `${held.slice(1).map(mib).join(', ')} after ${sessions.reduce((sum, one) => sum + one)} sessions in three parts; if each further session took what each of the last part did, ${mib(atMillion)} with a million`,
      atMost: 350,
      aim: 300,
    },
  ];
}

async function openDashboard(url: string, cookie: string) {
  const headers = { Cookie: `session=${cookie}`, 'User-Agent': BROWSER };
  const answer = await fetch(`${url}/dashboard`, { headers, redirect: 'manual' });
  await answer.text();
  if (answer.status !== 200) throw new Error(`The dashboard answered ${answer.status}.`);
}
