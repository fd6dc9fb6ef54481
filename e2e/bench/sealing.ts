import { type Finding, median, short } from '#e2e/bench/finding';
import { measureApart } from '#e2e/bench/process';
import { startCluster } from '#lib/testing/cluster.test-support';

/** How many entries a second one sealer moves into the log of a PostgreSQL that waits for its disk. */
export async function sealing(): Promise<Finding[]> {
  const cluster = await startCluster({ isDurable: true });
  try {
    const rates = await measureApart<number[]>(
      'e2e/bench/sealing-process.ts',
      cluster.url('postgres'),
    );
    return [
      {
        what: 'entries of the audit log sealed on PostgreSQL',
        against: 'nothing: a number of this machine',
        value: median(rates),
        spread: [Math.min(...rates), Math.max(...rates)],
        unit: 'per second',
        detail: `${rates.length} rounds, ${short(median(rates) / 2)} sign-ins' worth of entries a second`,
        atLeast: 3_000,
        aim: 6_000,
      },
    ];
  } finally {
    await cluster.remove();
  }
}
