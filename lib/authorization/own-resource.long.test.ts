import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkIn, copySources, runScript, write } from '#lib/testing/copy.test-support';

const PAGE = readFileSync('docs/own-resource.md', 'utf8');

/** The words of the one command that the page shows. */
const WORDS = PAGE.match(/```sh\nnpm run gatehouse -- ([^\n]+)\n```/)?.[1]?.split(' ') ?? [];

/** The code of the page: each block begins with a comment that says into which file. */
const BLOCKS = [...PAGE.matchAll(/```tsx?\n\/\/ ([^\n,]+)\n(.*?)```/gs)];

test('what docs/own-resource.md shows works as it stands', { timeout: 600_000 }, async () => {
  const folder = copySources();
  for (const path of ['biome.json', 'client-cli', 'docs', 'middleware.ts'])
    cpSync(path, join(folder, path), { recursive: true });
  const gatehouse = ['--conditions=react-server', 'lib/operator/gatehouse.ts', ...WORDS];
  const done = await runScript(folder, ...gatehouse);
  expect(done, done.output).toMatchObject({ code: 0 });
  expect(BLOCKS.map(([, path]) => path)).toContain('lib/product/bookmarks/rules.test.ts');
  for (const [, path = '', code = ''] of BLOCKS) write(folder, path, code);
  const tests = [
    'lib/product/bookmarks',
    'lib/assembly/personal-data.test.ts',
    'app/access.test.ts',
  ];
  expect(await checkIn(folder, ...tests)).toMatch(/rules\.test\.ts/);
});
