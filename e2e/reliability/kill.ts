import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { countAcknowledged, keepBusy } from '../support/acknowledged.ts';
import { addPeople } from '../support/people.ts';
import { LIGHT, startServer } from '../support/server.ts';
import { expectKept, expectSoundDatabase } from '../support/sound-database.ts';

/** Kills the server at a random moment under load, again and again, and compares with what was acknowledged. */
export async function killUnderLoad(rounds: number, load: { newcomers: number; regulars: number }) {
  const server = await startServer(LIGHT);
  let total = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const people = await addPeople(server, 40);
      const { acknowledged, stop } = keepBusy(server, people, load);
      await expect
        .poll(() => countAcknowledged(acknowledged), { timeout: 60_000 })
        .toBeGreaterThan(15);
      await sleep(Math.random() * 600);
      await server.stop('SIGKILL');
      await stop();
      await server.start();
      expectSoundDatabase(server.database);
      await expectKept(server, acknowledged);
      total += countAcknowledged(acknowledged);
    }
  } finally {
    await server.remove();
  }
  return total;
}
