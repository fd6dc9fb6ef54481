// Runs knip over what Gatehouse brings. What a product adds is looked through for what it uses of ours, and not judged: neither
// its files, nor the packages that it has installed.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOwn } from './own-folders.mjs';

/** What says something of packages: which of them a product needs is its own business. */
const OF_PACKAGES = 'dependencies,unlisted,unresolved,binaries';

/**
 * What serves the things of a product, and nothing else does: it is no dead code where the product has none yet, for what
 * `new resource` writes uses it; and what only tests use that went with the example.
 */
const FOR_THINGS = [
  '{app/_ui,app/_forms,lib}/{things,sharing}/**/*.{ts,tsx}',
  'app/_ui/{session-watch,text-area}.tsx',
  'app/_forms/notices.ts',
  'lib/permissions/called.ts',
  'lib/request/context.ts',
  'lib/resource.ts',
  'lib/testing/{cluster,pair}.test-support.ts',
  'e2e/support/{note-pages,notes,somebody}.ts',
];

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-knip-'));
try {
  const { status } = spawnSync('knip', argsFor(foldersOfProduct()), {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** The folders that hold what is not ours. */
function foldersOfProduct() {
  const files = globSync('{app,lib}/**/*.{ts,tsx,mjs}').filter((path) => !isOwn(path));
  return [...new Set(files.map((path) => path.split('/').slice(0, 2).join('/')))];
}

/** Whether the product has a kind of thing. */
function hasThings() {
  return !/PRODUCT_RESOURCES = \[\s*\]/.test(readFileSync('lib/product/resources.ts', 'utf8'));
}

function argsFor(folders) {
  if (folders.length === 0 && hasThings()) return [];
  const config = JSON.parse(readFileSync('knip.json', 'utf8'));
  const inside = folders.map((path) => `${path.replaceAll(/[()[\]]/g, '\\$&')}/**/*.{ts,tsx,mjs}`);
  const path = join(folder, 'knip.json');
  const judged = {
    ...config,
    entry: [...config.entry, ...inside, ...(hasThings() ? [] : FOR_THINGS)],
    project: [...config.project, ...inside.map((pattern) => `!${pattern}`)],
  };
  writeFileSync(path, JSON.stringify(judged));
  return ['--config', path, '--exclude', OF_PACKAGES];
}
