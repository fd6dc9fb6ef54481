import { expect, test } from '@playwright/test';
import { ENTRY_POINTS, outcomeOf, waysToCall } from '#e2e/support/call-entry-point';
import { forgetLimits } from '#e2e/support/database';
import { GATED, PRIVATE } from '#e2e/support/gated';
import { sendRouted } from '#e2e/support/http';
import { buildChanged } from '#e2e/support/second-build';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { signUpAs } from '#e2e/support/sign-up-as';

let built: ReturnType<typeof buildChanged>;
let server: TestServer;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  built = buildChanged([], ['middleware.ts']);
  server = await startServer(LIGHT, undefined, built.home);
});
test.afterAll(async () => {
  await server?.remove();
  built?.remove();
});

// That doors refuse by themselves is in the gate too: attacks/roles knocks with cookies that the middleware lets by.
test('a clone whose middleware.ts was deleted builds, and a stranger gets through none of its doors', async () => {
  const person = await signUpAs(server, 'nobody');
  const wrong: unknown[] = [];
  for (const door of ENTRY_POINTS)
    for (const [way, knock] of Object.entries(waysToCall(server, door, person))) {
      forgetLimits(server);
      const answer = await knock();
      const outcome = outcomeOf(answer);
      if (outcome !== 'sent to sign in' || PRIVATE.test(answer.text))
        wrong.push([door.path, door.name, way, outcome]);
    }
  expect(wrong).toEqual([]);
});

test('it still brings a stranger back to the page they asked for', async () => {
  for (const path of GATED) {
    const { status, headers } = await sendRouted(server, `${path}?a=1`);
    expect([status, headers.location], path).toEqual([
      307,
      `/sign-in?${new URLSearchParams({ next: `${path}?a=1` })}`,
    ]);
  }
});
