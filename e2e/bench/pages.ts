import { type Finding, ratios } from '#e2e/bench/finding';
import { load } from '#e2e/bench/load';
import { cpuMs } from '#e2e/bench/process';
import { BROWSER } from '#e2e/bench/sample';
import { startBareServer, startOurs } from '#e2e/bench/servers';

const ROUNDS = 7;
const SECONDS = 2;
const asStranger = { 'User-Agent': BROWSER };

/** The protected dashboard, and a stranger at its gate, against the same page without any auth. */
export async function pages(): Promise<Finding[]> {
  const [ours, bare] = [await startOurs(), await startBareServer()];
  const subjects = {
    ours: { url: `${ours.url}/dashboard`, status: 200, headers: ours.asAda, pid: ours.pid() },
    stranger: { url: `${ours.url}/dashboard`, status: 307, headers: asStranger, pid: ours.pid() },
    bare: { url: `${bare.url}/dashboard`, status: 200, headers: asStranger, pid: bare.pid },
  };
  const names = Object.keys(subjects) as (keyof typeof subjects)[];
  const rounds: Record<string, { perSecond: number; cpu: number }>[] = [];
  for (const name of names) await load({ ...subjects[name], connections: 8, seconds: 4 });
  for (let nth = 0; nth < ROUNDS; nth++) {
    const round: (typeof rounds)[number] = {};
    // Each round begins with another one: who runs after whom must not matter.
    for (const connections of [8, 64])
      for (let turn = 0; turn < names.length; turn++) {
        const name = names[(turn + nth) % names.length] as keyof typeof subjects;
        const subject = subjects[name];
        const before = cpuMs(subject.pid);
        const perSecond = await load({ ...subject, connections, seconds: SECONDS });
        const cpu = (cpuMs(subject.pid) - before) / (perSecond * SECONDS);
        round[`${name} ${connections}`] = { perSecond, cpu };
      }
    rounds.push(round);
  }

  const compare = (one: string, other: string) => {
    const pairs = (of: 'perSecond' | 'cpu') =>
      rounds.map((round): [number, number] => [round[one]?.[of] ?? 0, round[other]?.[of] ?? 0]);
    const speed = ratios(pairs('perSecond'), 'requests/s');
    const detail = `${speed.detail}; processor time ${ratios(pairs('cpu'), 'ms/request').detail}`;
    return { ...speed, detail };
  };
  const against = 'the same page without auth';
  return [
    {
      what: 'protected dashboard, 8 connections',
      against,
      ...compare('ours 8', 'bare 8'),
      atLeast: 0.8,
      aim: 0.9,
    },
    {
      what: 'protected dashboard, 64 connections',
      against,
      ...compare('ours 64', 'bare 64'),
      atLeast: 0.85,
      aim: 0.95,
    },
    {
      what: 'stranger at a gated page',
      against,
      ...compare('stranger 8', 'bare 8'),
      atLeast: 1,
      aim: 2,
    },
  ];
}
