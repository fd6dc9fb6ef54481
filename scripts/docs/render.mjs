// Makes HTML of Markdown: headings with anchors as the forge has them, links that work from a file, and no HTML of its own.
import { readFileSync } from 'node:fs';
import { Marked, Renderer } from 'marked';
import { isPicture, lineOf, targetOf, way } from './pages.mjs';

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const isBreak = (text) => /^<br ?\/?>$/.test(text.trim());

/** What a heading is called in a link to it. */
const slugOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const saidBy = ({ type, text, raw }) =>
  type === 'html' && isBreak(raw) ? ' ' : (text ?? raw ?? '');

/** The words of Markdown, without its marks. */
const wordsOf = (tokens = []) =>
  tokens
    .map((token) => (token.tokens ? wordsOf(token.tokens) : saidBy(token)))
    .join('')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'"); // biome-ignore format: one line

/**
 * A page as HTML, with its title, its headings, its words by heading for the search, the files that it leads to, and what is
 * wrong with its links, each with its place.
 * @param {string} path
 */
export function render(path) {
  const page = { path, title: path, headings: [], sections: [], links: [], faults: [], html: '' };
  const marked = new Marked({ gfm: true, renderer: rendererOf(page) });
  const tokens = marked.lexer(readFileSync(path, 'utf8'));
  page.title = wordsOf(tokens.find(({ type }) => type === 'heading')?.tokens) || path;
  page.sections = sectionsOf(tokens, page.title);
  page.html = marked.parser(tokens);
  return page;
}

function rendererOf(page) {
  const known = new Map();
  const idOf = (text) => {
    const slug = slugOf(text);
    const times = known.get(slug) ?? 0;
    known.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  };
  const fault = (href, says) =>
    page.faults.push(`${page.path}:${lineOf(page.path, `](${href}`)}: ${says}`);
  return {
    heading({ tokens, depth }) {
      const text = wordsOf(tokens);
      const id = idOf(text);
      page.headings.push({ id, text, depth });
      const says = this.parser.parseInline(tokens);
      const anchor = depth === 1 ? '' : ` <a class="anchor" href="#${id}" aria-label="Link to “${escaped(text)}”">#</a>`; // biome-ignore format: one line
      return `<h${depth} id="${id}">${says}${anchor}</h${depth}>\n`;
    },
    link({ href, tokens }) {
      const says = this.parser.parseInline(tokens);
      const target = targetOf(page.path, href);
      if (target.fault) fault(href, target.fault);
      if (target.elsewhere) return `<a href="${escaped(href)}" rel="noreferrer">${says}</a>`;
      if (target.fault) return says;
      page.links.push({ ...target, href });
      const anchor = target.heading ? `#${target.heading}` : '';
      return `<a href="${escaped(way(page.path, target.file) + anchor)}">${says}</a>`;
    },
    image({ href, text }) {
      const { file, fault: says = 'shows what is no picture of the project' } = targetOf(page.path, href); // biome-ignore format: one line
      if (!file || !isPicture(file)) {
        fault(href, says);
        return escaped(text);
      }
      page.links.push({ file, heading: '', href });
      return `<img src="${escaped(way(page.path, file))}" alt="${escaped(text)}">`;
    },
    code: ({ text, lang = '' }) => codeOf(text, lang.split(/\s/)[0] ?? ''),
    // The one mark that a cell of a table has no other way to write.
    html: ({ text }) => (isBreak(text) ? '<br>' : escaped(text)),
    table(token) {
      return `<div class="wide" tabindex="0" role="group" aria-label="Table">${Renderer.prototype.table.call(this, token)}</div>`;
    },
  };
}

/** @param {string} text @param {string} language */
export const codeOf = (text, language) =>
  `<div class="code" data-language="${escaped(language)}"><pre tabindex="0"><code>${coloured(text, language)}</code></pre></div>\n`;

/** Comments stand back: all the colour that a code block has. */
function coloured(text, language) {
  const mark = /^(sh|bash|ya?ml|toml|ini|python|conf|nginx|dockerfile)$/.test(language)
    ? '#'
    : '//';
  if (!/^(sh|bash|ya?ml|toml|ini|python|conf|nginx|dockerfile|[jt]sx?|mjs|json)$/.test(language))
    return escaped(text);
  return text
    .split('\n')
    .map((line) =>
      line.trimStart().startsWith(mark)
        ? `<span class="note">${escaped(line)}</span>`
        : escaped(line),
    )
    .join('\n');
}

/** The words of a page by the heading that they stand under. */
function sectionsOf(tokens, title) {
  const known = new Map();
  const sections = [{ id: '', heading: title, text: '' }];
  for (const token of tokens) {
    if (token.type !== 'heading') {
      sections.at(-1).text += ` ${textOf(token)}`;
      continue;
    }
    const heading = wordsOf(token.tokens);
    const slug = slugOf(heading);
    const times = known.get(slug) ?? 0;
    known.set(slug, times + 1);
    const id = times === 0 ? slug : `${slug}-${times}`;
    if (token.depth > 1) sections.push({ id, heading, text: '' });
  }
  return sections.map((one) => ({ ...one, text: one.text.replace(/\s+/g, ' ').trim() }));
}

/** Every word of a block: of its lists and tables too. */
function textOf(token) {
  if (token.type === 'table')
    return [token.header, ...token.rows].flat().map((cell) => wordsOf(cell.tokens)).join(' '); // biome-ignore format: one line
  if (token.type === 'list') return token.items.map(textOf).join(' ');
  const inner = token.tokens ?? [];
  if (inner.some(({ type }) => type === 'list' || type === 'paragraph' || type === 'text'))
    return inner.map((one) => (one.tokens ? wordsOf([one]) : textOf(one))).join(' ');
  return token.tokens ? wordsOf(token.tokens) : (token.text ?? '');
}
