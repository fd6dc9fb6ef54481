import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { releasesBetween } from './release.mjs';

/**
 * Runs `upgrades/v1.2.3.mjs` of each release on the way, the oldest first. Each exports a function that is given
 * `edit(pattern, change)`: `change` gets the text of each file of the clone that fits, and gives what it is from now on.
 * Answers which files were changed.
 */
export async function runCodemods(root, tags, from, to) {
  const changed = new Set();
  const edit = (pattern, change) => {
    const exclude = (path) => /(^|\/)(node_modules|\.next|\.git)(\/|$)/.test(path);
    for (const path of globSync(pattern, { cwd: root, exclude }).sort()) {
      const file = join(root, path);
      const before = readFileSync(file, 'utf8');
      const after = change(before, path);
      if (after === before) continue;
      writeFileSync(file, after);
      changed.add(path);
    }
  };
  for (const release of releasesBetween(tags, from, to)) {
    const file = join(root, 'upgrades', `${release}.mjs`);
    if (!existsSync(file)) continue;
    const { default: codemod } = await import(pathToFileURL(file).href);
    await codemod({ edit });
  }
  return [...changed];
}
