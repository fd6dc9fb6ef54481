// The page around a page: where one is, where one can go, and what is on it.
import { dirname, relative } from 'node:path';
import { placeOf, way } from './pages.mjs';
import { escaped } from './render.mjs';

/** @typedef {{ title: string, links: { path: string, title: string }[], isLong?: boolean }} Group */

/**
 * A whole page of the site. It asks nothing of anybody else, and works from a file.
 * @param {{ path: string, title: string, html: string, headings: { id: string, text: string, depth: number }[] }} page
 * @param {Group[]} groups
 */
export function shell({ path, title, html, headings }, groups) {
  const root = relative(dirname(placeOf(path)), '.') || '.';
  const parts = headings.filter(({ depth }) => depth === 2 || depth === 3);
  const name = title === 'Gatehouse' ? 'Gatehouse' : `${title} · Gatehouse`;
  return `<!doctype html>
<html lang="en" dir="ltr" data-root="${root}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(name)}</title>
<link rel="icon" href="${root}/site/icon.svg">
<link rel="stylesheet" href="${root}/site/site.css">
<script src="${root}/site/site.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header class="bar">
<a class="brand" href="${way(path, 'README.md')}">Gatehouse <span>docs</span></a>
<search hidden>
<label for="search" class="sr">Search the documentation</label>
<input id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" aria-controls="found">
<div id="found" hidden><p role="status"></p><ol></ol></div>
</search>
<button id="theme" type="button" hidden>Theme: system</button>
</header>
<div class="frame">
<nav class="pages" aria-label="Pages">
<details class="all"><summary>All pages</summary>
${groups.map((group) => groupOf(group, path)).join('\n')}
</details>
</nav>
<main id="main" tabindex="-1">
${html}
</main>
${parts.length > 1 ? tocOf(parts) : ''}
</div>
</body>
</html>
`;
}

function groupOf({ title, links, isLong = false }, at) {
  const items = links.map(({ path, title: says }) => {
    const here = path === at ? ' aria-current="page"' : '';
    return `<li><a href="${way(at, path)}"${here}>${escaped(says)}</a></li>`;
  });
  const list = `<ul>${items.join('')}</ul>`;
  if (!isLong) return `<section><h2>${escaped(title)}</h2>${list}</section>`;
  const isOpen = links.some(({ path }) => path === at) ? ' open' : '';
  return `<details class="long"${isOpen}><summary>${escaped(title)}</summary>${list}</details>`;
}

const tocOf = (parts) =>
  `<nav class="toc" aria-label="On this page"><h2>On this page</h2><ul>${parts
    .map(
      ({ id, text, depth }) => `<li class="d${depth}"><a href="#${id}">${escaped(text)}</a></li>`,
    )
    .join('')}</ul></nav>`;
