import { test } from '#e2e/support/test';
import { PLANS } from './plans.ts';
import { registerClients, type Secrets } from './registered.ts';
import { newWorld, type World } from './world.ts';

/** One registration for each server, however many plans it sees. */
const registered = new Map<string, Promise<Secrets>>();

for (const plan of PLANS)
  test.describe(plan.title, () => {
    let world: World;
    test.beforeAll(async ({ server }) => {
      const secrets = registered.get(server.url) ?? registerClients(server);
      registered.set(server.url, secrets);
      world = await newWorld(server, await secrets);
    });
    for (const { name, run, shownBy, isLong } of plan.rows)
      if (!shownBy) test(name, isLong ? { tag: '@long' } : {}, () => run(world));
  });
