import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, median, short } from '#e2e/bench/finding';
import { load } from '#e2e/bench/load';
import { residentKib } from '#e2e/bench/process';
import { BROWSER } from '#e2e/bench/sample';
import { type Ours, startOurs } from '#e2e/bench/servers';

const BLOCK = 10_000;
const EVERY_MS = 250;

/** What the server holds after 50,000 requests and after 100,000: something that leaks shows here. */
export async function memory(): Promise<Finding[]> {
  const ours = await startOurs();
  if (Number.isNaN(residentKib(ours.pid())))
    throw new Error('Memory is read from /proc: Linux only.');
  const blocks: number[][] = [];
  for (let nth = 0; nth < 10; nth++) blocks.push(await oneBlock(ours));
  // The last fifth before each mark: one moment says little while garbage comes and goes.
  const [half = [], whole = []] = [blocks.slice(3, 5), blocks.slice(8, 10)].map((two) =>
    two.flat(),
  );
  const growth = (one: number, other: number) => (one / other - 1) * 100;
  const mib = (values: number[]) => `${short(median(values) / 1024)} MiB`;
  return [
    {
      what: 'memory after 100,000 requests',
      against: 'after 50,000',
      value: growth(median(whole), median(half)),
      spread: [
        growth(Math.min(...whole), Math.min(...half)),
        growth(Math.max(...whole), Math.max(...half)),
      ],
      unit: '% more',
      detail: `${mib(whole)} against ${mib(half)} resident`,
      atMost: 5,
      aim: 2,
    },
  ];
}

/** Ten thousand requests of the kinds there are; answers what the process held meanwhile. */
async function oneBlock(ours: Ours): Promise<number[]> {
  const asStranger = { 'User-Agent': BROWSER };
  const ask = (path: string, status: number, share: number, headers: Record<string, string>) =>
    load({ url: ours.url + path, status, connections: 8, requests: BLOCK * share, headers });
  const held: number[] = [];
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      held.push(residentKib(ours.pid()));
      await sleep(EVERY_MS);
    }
  })();
  await ask('/dashboard', 200, 0.4, ours.asAda);
  await ask('/sign-in', 200, 0.2, asStranger);
  await ask('/dashboard', 307, 0.3, asStranger);
  await ask('/no-such-page', 404, 0.1, asStranger);
  isOver = true;
  await watch;
  return held;
}
