import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { entries, keepBusy } from '../support/ledger.ts';
import { addPeople } from '../support/people.ts';
import { LIGHT, startServer } from '../support/server.ts';
import { expectKept, expectWhole } from '../support/whole.ts';

const READY_SECONDS = 5;

/** Kills the server at a random moment under load, again and again, and compares with the ledger. */
export async function killUnderLoad(rounds: number, load: { newcomers: number; regulars: number }) {
  const server = await startServer(LIGHT);
  const seconds: number[] = [];
  let acknowledged = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const people = await addPeople(server, 40);
      const { ledger, stop } = keepBusy(server, people, load);
      await expect.poll(() => entries(ledger), { timeout: 60_000 }).toBeGreaterThan(15);
      await sleep(Math.random() * 600);
      await server.stop('SIGKILL');
      await stop();
      const before = performance.now();
      await server.start();
      seconds.push((performance.now() - before) / 1000);
      expectWhole(server.database);
      await expectKept(server, ledger);
      acknowledged += entries(ledger);
    }
  } finally {
    await server.remove();
  }
  expect(seconds.sort((one, other) => one - other)[Math.floor(rounds / 2)]).toBeLessThan(
    READY_SECONDS,
  );
  return acknowledged;
}
