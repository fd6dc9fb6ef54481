import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkIn, copySources, runIn, runScript } from '#lib/testing/copy.test-support';

/** The tests that a new thing has to pass beside its own: those that go over all tables, pages, texts and names. */
const GUARDS = [
  'lib/product',
  'lib/things',
  'lib/sharing',
  'lib/permissions',
  'lib/assembly',
  'lib/operator/clock',
  'lib/db/bounded.test.ts',
  'lib/floors.test.ts',
  'lib/names.test.ts',
  'lib/sizes.test.ts',
  'drizzle',
  'texts',
  ...['access', 'fields', 'forms', 'layers', 'opened', 'senders', 'sentences'].map(
    (one) => `app/${one}.test.ts`,
  ),
];

test('a new resource passes its own tests and those of the house', {
  timeout: 900_000,
}, async () => {
  const folder = copySources();
  for (const path of ['biome.json', 'middleware.ts', 'client-cli', 'docs'])
    cpSync(path, join(folder, path), { recursive: true });
  const gatehouse = (...words: string[]) =>
    runScript(folder, '--conditions=react-server', 'lib/operator/gatehouse.ts', ...words);
  const fields = ['title:text', 'body:text'];
  expect(await gatehouse('new', 'resource', 'projects', ...fields)).toMatchObject({ code: 0 });
  const more = ['name:line', 'seat:line', 'about:text', '--one', 'person'];
  expect(await gatehouse('new', 'resource', 'persons', ...more)).toMatchObject({ code: 0 });
  const again = await gatehouse('new', 'resource', 'projects', ...fields);
  expect(again).toMatchObject({ code: 1, output: expect.stringContaining('"projects" is taken') });

  await runIn(folder, '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', 'app', 'lib');
  const own = readFileSync(join(folder, 'lib/product/projects/resource.ts'), 'utf8');
  expect(own.split('\n').length).toBeLessThan(60);
  expect(await checkIn(folder, ...GUARDS)).toMatch(/projects\.test\.ts/);
});
