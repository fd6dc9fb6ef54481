import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALL_THINGS } from '#lib/product/resources';
import { openedBy } from '#lib/testing/opened.test-support';

/** The files that run, without the sentences: those are data. */
const opened = (path: string) => [...openedBy(path)].filter((one) => !one.startsWith('texts/'));

test('what every signed-in page asks first opens nothing of a feature', () => {
  const features = opened('lib/session/require-viewer.ts').filter((path) =>
    /^lib\/(accounts|things|sharing|oauth|assembly|admin|api)\//.test(path),
  );
  expect(features).toEqual([]);
});

test('signing in opens nothing of things, and nothing of the authorization server', () => {
  const others = opened('app/(auth)/sign-in/actions.ts').filter((path) =>
    /^(lib|app)\/(things|sharing|oauth)\//.test(path),
  );
  expect(others).toEqual([]);
});

/** What each opens today, and a little more: a developer who comes past it asks whether all of it is needed. */
test.each([
  ['app/(auth)/sign-in/actions.ts', 222],
  ['app/dashboard/page.tsx', 194],
  ['lib/session/require-viewer.ts', 147],
])('%s opens at most %i files', (path, most) => {
  expect(opened(path).length).toBeGreaterThan(most / 2);
  // Each thing more of a product is a declaration and a table.
  const things = 2 * (ALL_THINGS.length - 1);
  expect(opened(path).length).toBeLessThanOrEqual(most + things);
});

test('what runs outside every bundle opens nothing that only a bundle may', () => {
  const all = opened('lib/server/http/serve.ts');
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((path) => readFileSync(path, 'utf8').includes("import 'server-only'"))).toEqual(
    [],
  );
});

test('the count follows what is run, and no types', () => {
  const files = openedBy('lib/authorization/can.ts');
  expect(files).toContain('lib/permissions/table.ts');
  expect(openedBy('lib/factors/proof-request.ts').size).toBe(1);
});
