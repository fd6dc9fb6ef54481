import { type Finding, ratios } from '#e2e/bench/finding';
import { inTurns, PAGES, PAIRS } from '#e2e/bench/in-turns';
import { load } from '#e2e/bench/load';
import { cpuMs } from '#e2e/bench/process';
import { BROWSER } from '#e2e/bench/sample';
import { startBareServer, startOurs, stopServers } from '#e2e/bench/servers';

const asStranger = { 'User-Agent': BROWSER };
const against = 'the same page without auth';

export type Subject = { url: string; status: number; headers: Record<string, string>; pid: number };
export type Measured = { perSecond: number /** Milliseconds for each. */; cpu: number };
type Comparison = {
  what: string;
  who: 'owner' | 'stranger';
  connections: number;
  atLeast: number;
  aim: number;
};

const COMPARISONS: Comparison[] = [
  {
    what: 'protected dashboard, 8 connections',
    who: 'owner',
    connections: 8,
    atLeast: 0.8,
    aim: 0.9,
  },
  {
    what: 'protected dashboard, 64 connections',
    who: 'owner',
    connections: 64,
    atLeast: 0.85,
    aim: 0.95,
  },
  { what: 'stranger at a gated page', who: 'stranger', connections: 8, atLeast: 1, aim: 2 },
];

/** The protected dashboard, and a stranger at its gate, against the same page without any auth. */
export async function pages(): Promise<Finding[]> {
  const rounds = COMPARISONS.map((): [Measured, Measured][] => []);
  for (let nth = 0; nth < PAIRS; nth++) {
    const { open, ...those } = await startBoth();
    for (const [index, { who, connections }] of COMPARISONS.entries()) {
      const measured = await inTurns(
        () => measure(those[who], connections),
        () => measure(open, connections),
      );
      rounds[index]?.push(...measured);
    }
    await stopServers();
  }
  return pageFindings(COMPARISONS, rounds, against);
}

type Compared = { what: string; atLeast: number; aim: number };

/** What the rounds say of requests per second, with the processor time beside it. */
export const pageFindings = (
  comparisons: Compared[],
  rounds: [Measured, Measured][][],
  against: string,
): Finding[] =>
  comparisons.map(({ what, atLeast, aim }, index) => {
    const of = (value: keyof Measured) =>
      rounds[index]?.map(([one, other]): [number, number] => [one[value], other[value]]) ?? [];
    const speed = ratios(of('perSecond'), 'requests/s');
    const detail = `${speed.detail}; processor time ${ratios(of('cpu'), 'ms/request').detail}`;
    return { what, against, ...speed, detail, atLeast, aim };
  });

async function startBoth() {
  const [ours, bare] = [await startOurs(), await startBareServer()];
  const url = `${ours.url}/dashboard`;
  return {
    owner: { url, status: 200, headers: ours.asAda, pid: ours.pid() },
    stranger: { url, status: 307, headers: asStranger, pid: ours.pid() },
    open: { url: `${bare.url}/dashboard`, status: 200, headers: asStranger, pid: bare.pid },
  } satisfies Record<string, Subject>;
}

/** One turn: so many pages a second, and what each costs the process. */
export async function measure({ pid, ...asked }: Subject, connections: number): Promise<Measured> {
  const before = cpuMs(pid);
  const perSecond = await load({ ...asked, connections, requests: PAGES });
  return { perSecond, cpu: (cpuMs(pid) - before) / PAGES };
}
