// Which files become pages of the site, and where each lies in it.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, normalize, relative } from 'node:path';

const ROOT = ['README.md', 'CHANGELOG.md', 'SECURITY.md'];
const PICTURES = ['.png', '.svg', '.jpg', '.webp'];

/** Every page of documentation, by its path in the project. */
export const sources = () => [...ROOT, ...globSync('docs/**/*.md').sort()];

/** Where in the site a file of the project lies: a README is the index of its folder, other text gets a page of its own. */
export function placeOf(path) {
  if (PICTURES.includes(extname(path))) return path;
  if (basename(path) === 'README.md') return join(dirname(path), 'index.html');
  return path.endsWith('.md') ? path.replace(/\.md$/, '.html') : `${path}.html`;
}

export const isPicture = (path) => PICTURES.includes(extname(path));

/** The way from one page of the site to another, as a link that also works from a file. */
export const way = (from, to) =>
  relative(dirname(placeOf(from)), placeOf(to))
    .split('\\')
    .join('/');

/**
 * What a link of a page means: another place (`href`), a file of the project with a heading, or what is wrong with it.
 * @param {string} from @param {string} href
 */
export function targetOf(from, href) {
  if (/^(https?|mailto):/.test(href)) return { elsewhere: href };
  if (/^\w+:/.test(href)) return { fault: `leads to ${href}, which no page may` };
  const [path = '', heading = ''] = decodeURI(href).split('#');
  const named = path === '' ? from : normalize(join(dirname(from), path)).replace(/\/$/, '');
  if (named.startsWith('..')) return { fault: `leads out of the project: ${href}` };
  if (!existsSync(named)) return { fault: `leads to ${named}, which is not there` };
  const index = join(named, 'README.md');
  const isIndexed = statSync(named).isDirectory() && existsSync(index);
  return { file: isIndexed ? index : named, heading };
}

/** The first line of a file that has this text, counted from one. */
export function lineOf(path, text) {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}
