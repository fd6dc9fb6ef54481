import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';

const COPIED = ['app', 'drizzle', 'e2e', 'lib', 'package.json', 'scripts', 'tsconfig.json'];
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
  const path = join(folder, block.path);
  const before = block.where === '' ? null : readFileSync(path, 'utf8');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, withBlock(before, block));
}

function run(folder: string, tool: string, ...args: string[]) {
  const child = spawn(process.execPath, [resolve('node_modules', tool), ...args], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  return new Promise<{ code: number | null; output: string }>((done) =>
    child.on('close', (code) => done({ code, output })),
  );
}

test('what docs/own-resource.md shows works as it stands', { timeout: 180_000 }, async () => {
  const folder = makeFolder();
  for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const blocks = blocksOf(readFileSync(PAGE, 'utf8'));
  expect(blocks.map(({ path }) => path)).toContain('lib/bookmarks/bookmarks.test.ts');
  for (const block of blocks) put(folder, block);

  const generate = ['drizzle-kit/bin.cjs', 'generate', '--config', 'drizzle/config.ts'] as const;
  expect(await run(folder, ...generate)).toMatchObject({ code: 0 });
  const types = await run(folder, 'typescript/bin/tsc', '--noEmit');
  expect(types).toMatchObject({ code: 0, output: '' });
  const tests = ['lib/bookmarks', 'lib/assembly/personal-data.test.ts', 'app/access.test.ts'];
  const vitest = ['vitest/vitest.mjs', 'run', '--config', 'lib/vitest.config.ts'] as const;
  const { code, output } = await run(folder, ...vitest, ...tests);
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  expect(output).toMatch(/bookmarks\.test\.ts/);
});
