import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { singleton } from '#lib/singleton';

/** How long a browser or a proxy may keep a file of `public`. Then it asks whether there is another. */
export const KEPT = 'public, max-age=3600';

/**
 * Whether this path, decoded, is a file of `public`: the same for everybody. An HTML file is not: it goes out with the
 * policy of a page, which nobody keeps. The folder is read once: what is put into it later is kept nowhere until the next start.
 */
export const isPublicFile = (path: string): boolean =>
  singleton('public-files', () => new Set(publicFiles())).has(path);

export const publicFiles = (folder = resolve('public')): string[] =>
  globSync('**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.html?$/i.test(entry.name))
    .map((entry) => `${entry.parentPath.slice(folder.length)}/${entry.name}`);
