import { type Finding, ratios } from '#e2e/bench/finding';
import { load, WARM_UP_SECONDS } from '#e2e/bench/load';
import { cpuMs } from '#e2e/bench/process';
import { BROWSER } from '#e2e/bench/sample';
import { startBareServer, startOurs } from '#e2e/bench/servers';

const ROUNDS = 7;
const SECONDS = 4;
const asStranger = { 'User-Agent': BROWSER };

type Subject = { url: string; status: number; headers: Record<string, string>; pid: number };

/** The protected dashboard, and a stranger at its gate, against the same page without any auth. */
export async function pages(): Promise<Finding[]> {
  const [ours, bare] = [await startOurs(), await startBareServer()];
  const url = `${ours.url}/dashboard`;
  const owner = { url, status: 200, headers: ours.asAda, pid: ours.pid() };
  const stranger = { url, status: 307, headers: asStranger, pid: ours.pid() };
  const open = { url: `${bare.url}/dashboard`, status: 200, headers: asStranger, pid: bare.pid };
  const against = 'the same page without auth';
  return [
    {
      what: 'protected dashboard, 8 connections',
      against,
      ...(await compare(owner, open, 8)),
      atLeast: 0.8,
      aim: 0.9,
    },
    {
      what: 'protected dashboard, 64 connections',
      against,
      ...(await compare(owner, open, 64)),
      atLeast: 0.85,
      aim: 0.95,
    },
    {
      what: 'stranger at a gated page',
      against,
      ...(await compare(stranger, open, 8)),
      atLeast: 1,
      aim: 2,
    },
  ];
}

/**
 * Both in turn, always in the same order, so that each has been idle for as long as the other: four seconds.
 * After eight V8 tidies up, throws away what it has compiled, and either server starts slowly again.
 */
async function compare(one: Subject, other: Subject, connections: number) {
  const run = async ({ pid, ...asked }: Subject, seconds = SECONDS) => {
    const before = cpuMs(pid);
    const perSecond = await load({ ...asked, connections, seconds });
    return { perSecond, cpu: (cpuMs(pid) - before) / (perSecond * seconds) };
  };
  for (const subject of [one, other]) await run(subject, WARM_UP_SECONDS);
  const speeds: [number, number][] = [];
  const costs: [number, number][] = [];
  for (let nth = 0; nth < ROUNDS; nth++) {
    const mine = await run(one);
    const theirs = await run(other);
    speeds.push([mine.perSecond, theirs.perSecond]);
    costs.push([mine.cpu, theirs.cpu]);
  }
  const speed = ratios(speeds, 'requests/s');
  const detail = `${speed.detail}; processor time ${ratios(costs, 'ms/request').detail}`;
  return { ...speed, detail };
}
