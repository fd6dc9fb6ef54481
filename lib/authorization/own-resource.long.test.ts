import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkIn, copySources, runIn, write } from '#lib/testing/copy.test-support';

const PAGE = 'docs/own-resource.md';

type Block = { path: string; where: string; code: string };

/** The code of the page: each block begins with a comment that says into which file, and where. */
function blocksOf(page: string): Block[] {
  const blocks = [...page.matchAll(/```tsx?\n\/\/ ([^\n,]+)(?:, ([^\n]+))?\n(.*?)```/gs)];
  return blocks.map(([, path = '', where = '', code = '']) => ({ path, where, code }));
}

/** A file with a block in it, as a reader of the page would put it there. */
function withBlock(before: string | null, { where, code }: Block): string {
  if (where === '') return code;
  if (before === null) throw new Error('There is no such file to add to.');
  if (where === 'with the other imports') return code + before;
  if (where === 'at the end') return `${before}\n${code}`;
  const [, name] = where.match(/^first in ([A-Z]+)$/) ?? [];
  const begin = before.match(new RegExp(`^(?:export )?const ${name}\\b[^=]*= [[{]`, 'm'))?.[0];
  if (!begin) throw new Error(`Where is "${where}"?`);
  return before.replace(begin, `${begin} ${code.trim()}`);
}

function put(folder: string, block: Block) {
  const before = block.where === '' ? null : readFileSync(join(folder, block.path), 'utf8');
  write(folder, block.path, withBlock(before, block));
}

test('what docs/own-resource.md shows works as it stands', { timeout: 600_000 }, async () => {
  const folder = copySources();
  const blocks = blocksOf(readFileSync(PAGE, 'utf8'));
  expect(blocks.map(({ path }) => path)).toContain('lib/bookmarks/bookmarks.test.ts');
  for (const block of blocks) put(folder, block);

  await runIn(folder, 'drizzle-kit/bin.cjs', 'generate', '--config', 'drizzle/config.ts');
  const tests = ['lib/bookmarks', 'lib/assembly/personal-data.test.ts', 'app/access.test.ts'];
  expect(await checkIn(folder, ...tests)).toMatch(/bookmarks\.test\.ts/);
});
