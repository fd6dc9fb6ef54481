// The whole site: its pages, the files that they show, the navigation, the search index, and every fault of a link.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isPicture, lineOf, placeOf, sources, targetOf } from './pages.mjs';
import { codeOf, escaped, render } from './render.mjs';
import { shell } from './shell.mjs';

const INDEX = 'docs/README.md';
const DECISIONS = 'docs/decisions/';

/**
 * Reads all documentation. Nothing is written: what the site consists of, file by file, and what is wrong with its links.
 * @returns {{ files: Map<string, string>, pictures: string[], faults: string[], pages: number }}
 */
export function buildSite(paths = sources()) {
  const pages = new Map(paths.map((path) => [path, render(path)]));
  const all = [...pages.values()];
  const others = new Set(all.flatMap(({ links }) => links.map(({ file }) => file)));
  for (const path of paths) others.delete(path);
  const pictures = [...others].filter(isPicture);
  const texts = [...others].filter((path) => !isPicture(path)).map(sourcePage);
  const groups = groupsOf(pages);
  return {
    files: new Map([
      ...[...all, ...texts].map((page) => [placeOf(page.path), shell(page, groups)]),
      ['site/index.js', indexOf(all)],
    ]),
    pictures,
    faults: all.flatMap((page) => [...page.faults, ...faultsOf(page, pages)]),
    pages: pages.size,
  };
}

/** The links of a page that name a heading which is not there, each with its place. */
const faultsOf = ({ path, links }, pages) =>
  links
    .filter(({ heading }) => heading !== '')
    .filter(({ file, heading }) => !pages.get(file)?.headings.some(({ id }) => id === heading))
    .map(({ file, heading, href }) => {
      const line = lineOf(path, `](${href}`);
      return `${path}:${line}: ${file} has no heading #${heading}`;
    });

/** A file of the project that a page leads to, as a page; of a folder without one of its own, what lies in it. */
function sourcePage(path) {
  const head = { path, title: path, headings: [] };
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path).map((name) => `<li><code>${escaped(name)}</code></li>`);
    return { ...head, html: `<h1>${escaped(path)}</h1>\n<ul>${names.join('')}</ul>` };
  }
  const language = basename(path).split('.').at(-1) ?? '';
  const html = `<h1>${escaped(path)}</h1>\n${codeOf(readFileSync(path, 'utf8'), language)}`;
  return { ...head, html };
}

/** The navigation: the groups and the order of docs/README.md, then the decision records, then what is in no group. */
function groupsOf(pages) {
  const text = readFileSync(INDEX, 'utf8');
  const linked = new Set();
  const begin = { title: 'Begin', links: linksFor(['README.md', INDEX], pages, linked) };
  const groups = text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = ''] = part.split('\n', 1);
      const hrefs = [...part.matchAll(/\]\((?!\w+:)([^)#]+)\)/g)].map(([, href]) => href);
      const files = hrefs.map((href) => targetOf(INDEX, href).file).filter(Boolean);
      return { title, links: linksFor(files, pages, linked) };
    });
  const rest = [...pages.keys()].filter((path) => !linked.has(path));
  const records = rest.filter((path) => path.startsWith(DECISIONS));
  const others = rest.filter((path) => !path.startsWith(DECISIONS));
  return [
    begin,
    ...groups,
    { title: 'More pages', links: linksFor(others, pages, linked), isLong: true },
    { title: 'Decision records', links: linksFor(records, pages, linked), isLong: true },
  ].filter(({ links }) => links.length > 0);
}

function linksFor(files, pages, linked) {
  const own = files.filter((path) => pages.has(path) && !linked.has(path));
  for (const path of own) linked.add(path);
  return [...new Set(own)].map((path) => ({ path, title: titleOf(path, pages) }));
}

const titleOf = (path, pages) => (path === 'README.md' ? 'Start' : pages.get(path).title);

/** What the search looks in: a script that sets one value, because a page of a file may read no other file. */
function indexOf(pages) {
  const entries = pages.flatMap(({ path, title, sections }) =>
    sections
      .filter(({ id, text }) => text !== '' || id === '')
      .map(({ id, heading, text }) => [`${placeOf(path)}${id && `#${id}`}`, title, heading, text]),
  );
  const json = JSON.stringify(entries)
    .replaceAll('<', '\\u003c')
    .replace(/[\u2028\u2029]/g, ' ');
  return `window.gatehouseDocs = ${json};\n`;
}
