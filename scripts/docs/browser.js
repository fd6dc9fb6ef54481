// What a page of the documentation does in a browser: search, copy, colours. Without it every page and link is there.
const root = document.documentElement.dataset.root;
const MOST = 20;
document.documentElement.classList.add('js');

// All pages beside the page where there is room, and behind one line where there is not.
const all = document.querySelector('.all');
const isWide = matchMedia('(min-width: 56rem)');
const arrange = () => {
  all.open = isWide.matches;
  if (all.open)
    document.querySelector('.pages [aria-current]')?.scrollIntoView({ block: 'nearest' });
};
isWide.addEventListener('change', arrange);
arrange();

// Colours: those of the system, or those that were chosen here.
const theme = document.querySelector('#theme');
const THEMES = ['system', 'light', 'dark'];
const kept = () => {
  try {
    return localStorage.getItem('theme') ?? 'system';
  } catch {
    return 'system';
  }
};
function paint(name) {
  if (name === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  theme.textContent = `Theme: ${name}`;
}
theme.addEventListener('click', () => {
  const next = THEMES[(THEMES.indexOf(kept()) + 1) % THEMES.length];
  try {
    localStorage.setItem('theme', next);
  } catch {
    // It lasts until the next page.
  }
  paint(next);
});
paint(kept());
theme.hidden = false;

// What a block of code says can be copied.
for (const block of navigator.clipboard ? document.querySelectorAll('.code') : []) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(block.querySelector('code').textContent);
    button.textContent = 'Copied';
  });
  block.append(button);
}

// Search: every word has to begin a word of the section; headings weigh more than what stands below them.
const field = document.querySelector('#search');
const found = document.querySelector('#found');
const list = found.querySelector('ol');
const status = found.querySelector('p');
let sections = null;

/** Loads the index when somebody is about to search: a page of a file may read no other file, but run it. */
function load() {
  if (sections) return;
  sections = [];
  const script = document.createElement('script');
  script.src = `${root}/site/index.js`;
  script.addEventListener('load', () => {
    sections = window.gatehouseDocs.map(([href, title, heading, text]) => ({
      href,
      title,
      heading,
      text,
      head: ` ${plain(`${title} ${heading}`)}`,
      body: ` ${plain(text)}`,
    }));
    show();
  });
  document.head.append(script);
}

const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');

function weigh({ head, body }, words) {
  // What is long has every word somewhere.
  const dense = 1500 / (1500 + body.length);
  let sum = 0;
  for (const word of words) {
    const inHead = head.includes(` ${word} `) ? 12 : head.includes(` ${word}`) ? 8 : 0;
    const inBody = body.split(` ${word}`).length - 1;
    if (inHead + inBody === 0) return 0;
    sum += inHead + Math.min(inBody, 4) * (0.25 + dense);
  }
  return sum;
}

function show() {
  const words = plain(field.value).trim().split(' ').filter(Boolean);
  found.hidden = words.length === 0;
  if (words.length === 0) return;
  const hits = sections
    .map((section) => ({ section, weight: weigh(section, words) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  const more = hits.length > MOST ? `, the first ${MOST} of them here` : '';
  status.textContent = hits.length === 0 ? 'Nothing was found.' : `${hits.length} places${more}`;
  list.replaceChildren(...hits.slice(0, MOST).map(({ section }) => itemOf(section, words)));
}

function itemOf({ href, title, heading, text }, words) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `${root}/${href}`;
  const name = document.createElement('b');
  name.append(...marked(heading === title ? title : `${title}: ${heading}`, words));
  const part = document.createElement('small');
  part.append(...marked(excerpt(text, words), words));
  link.append(name, part);
  item.append(link);
  return item;
}

/** The words around the first that was looked for. */
function excerpt(text, words) {
  const at = text.toLowerCase().indexOf(words.find((word) => text.toLowerCase().includes(word)));
  const begin = text.lastIndexOf(' ', Math.max(0, at - 60)) + 1;
  return `${begin > 0 ? '… ' : ''}${text.slice(begin, begin + 160)}${text.length > begin + 160 ? ' …' : ''}`;
}

/** A text as nodes, with what was looked for marked. */
function marked(text, words) {
  const pattern = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '')).join('|');
  return text.split(new RegExp(`(${pattern})`, 'iu')).map((piece, at) => {
    if (at % 2 === 0) return piece;
    const node = document.createElement('mark');
    node.textContent = piece;
    return node;
  });
}

field.addEventListener('focus', load);
field.addEventListener('input', show);
document.addEventListener('keydown', (event) => {
  const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName);
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    field.focus();
  }
  if (event.key === 'Escape' && !found.hidden) {
    found.hidden = true;
    field.focus();
  }
  if (event.key === 'ArrowDown') move(event, 1);
  if (event.key === 'ArrowUp') move(event, -1);
});

/** From the field to what was found, and back. */
function move(event, by) {
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  if (found.hidden || (at === -1 && document.activeElement !== field)) return;
  event.preventDefault();
  (links[at + by] ?? field).focus();
}
document.addEventListener('click', ({ target }) => {
  if (!field.parentElement.contains(target)) found.hidden = true;
});
field.closest('search').hidden = false;
