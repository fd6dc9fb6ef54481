// Runs knip over what Gatehouse brings. What a product adds is looked through for what it uses of ours, and not judged: neither
// its files, nor the packages that it has installed.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOwn } from './own-folders.mjs';

/** What says something of packages: which of them a product needs is its own business. */
const OF_PACKAGES = 'dependencies,unlisted,unresolved,binaries';

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

function argsFor(folders) {
  if (folders.length === 0) return [];
  const config = JSON.parse(readFileSync('knip.json', 'utf8'));
  const inside = folders.map((path) => `${path.replaceAll(/[()[\]]/g, '\\$&')}/**/*.{ts,tsx,mjs}`);
  const path = join(folder, 'knip.json');
  const judged = {
    ...config,
    entry: [...config.entry, ...inside],
    project: [...config.project, ...inside.map((pattern) => `!${pattern}`)],
  };
  writeFileSync(path, JSON.stringify(judged));
  return ['--config', path, '--exclude', OF_PACKAGES];
}
