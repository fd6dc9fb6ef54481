import { expect, test, vi } from 'vitest';
import { DEEDS } from '#lib/testing/model/acts.test-support';
import { explore } from '#lib/testing/model/explore.test-support';
import { FAULTS, SCENES } from '#lib/testing/model/scenes.test-support';

vi.setConfig({ testTimeout: 120_000 });

test.each(Object.entries(SCENES))('nothing that can be done breaks a promise: %s', (_, scene) => {
  const { steps, broken, states } = explore(scene);
  expect({ broken, steps }).toEqual({ broken: [], steps: [] });
  // It went somewhere.
  expect(states).toBeGreaterThan(500);
});

test.each(Object.entries(FAULTS))('a planted fault is found: %s', (promise, { scene, planted }) => {
  const { broken, steps } = explore(SCENES[scene], { ...DEEDS, ...planted });
  expect(broken).toContain(promise);
  expect(steps.length).toBeLessThanOrEqual(SCENES[scene].depth);
});
