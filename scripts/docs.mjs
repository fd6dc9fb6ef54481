// npm run docs: makes a site of the documentation in docs-site/ that works from a file, without a server and without a
// request to anybody. A link that leads nowhere fails it, with its place.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSite } from './docs/site.mjs';

const OUT = 'docs-site';
const FONTS = 'node_modules/@fontsource-variable';
export const ASSETS = {
  'icon.svg': 'app/icon.svg',
  'site.css': 'scripts/docs/look.css',
  'site.js': 'scripts/docs/browser.js',
  'text.woff2': `${FONTS}/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2`,
  'display.woff2': `${FONTS}/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2`,
};

/** Writes the site into a folder, in the place of what was there. Answers what is wrong with its links: then nothing is written. */
export function writeSite(folder = OUT) {
  const { files, pictures, faults, pages } = buildSite();
  if (faults.length > 0) return { faults, pages };
  rmSync(folder, { recursive: true, force: true });
  const make = (path) => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  };
  for (const [path, text] of files) writeFileSync(make(path), text);
  for (const path of pictures) copyFileSync(path, make(path));
  for (const [name, from] of Object.entries(ASSETS)) copyFileSync(from, make(join('site', name)));
  return { faults, pages };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { faults, pages } = writeSite();
  if (faults.length > 0) {
    process.stderr.write(`${faults.join('\n')}\n\n${faults.length} links lead nowhere.\n`);
    process.exitCode = 1;
  } else {
    const start = pathToFileURL(resolve(OUT, 'index.html')).href;
    process.stdout.write(`${pages} pages. Open ${start}\n`);
  }
}
