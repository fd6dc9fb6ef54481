import { isProducts } from './whose.mjs';

const FILE = 'lib/product/example.ts';

/** The parts of the example beside the folders of a product, by its plural. */
const besides = (plural) => [`texts/*/${plural}.ts`, `scripts/seed-${plural}.ts`];

const textsIn = (list = '') => [...list.matchAll(/'([^']+)'/g)].map(([, text]) => text);

/** A pattern of files with `*`, `**` and `{a,b}`, as lib/product/example.ts has them. */
const matcherOf = (pattern) => {
  const body = pattern
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/\*|\*/g, (stars) => (stars === '*' ? '[^/]*' : '.*'))
    .replace(/\{([^}]*)\}/g, (_, choices) => `(${choices.replaceAll(',', '|')})`);
  return new RegExp(`^${body}$`);
};

/** What lib/product/example.ts says: its plural where it is here, patterns of its files, and what has gone. */
export function readExample(text) {
  const [, here = ''] = text.match(/EXAMPLE: Example \| null = (\{.*?\n\});/s) ?? [];
  const plural = here.match(/plural: '([^']+)'/)?.[1] ?? null;
  const patterns = plural ? [...besides(plural), ...textsIn(here.match(/also: \[([^\]]*)\]/)?.[1])] : []; // biome-ignore format: one line
  const gone = textsIn(text.match(/TAKEN_OUT: readonly string\[\] = \[([^\]]*)\]/)?.[1]);
  return { plural, patterns: patterns.map(matcherOf), gone };
}

/**
 * Whose a path is where the example may have been taken out, by `example remove` or by hand: what was the example's belongs
 * to the product then. `isOut`: whether it is one that was taken out, also if it comes by this release.
 */
export function whoseIn(git, { base, ref }) {
  const said = [ref, base, 'HEAD'].map((commit) => readExample(git.try('show', `${commit}:${FILE}`) ?? '')); // biome-ignore format: one line
  const plural = said.find((one) => one.plural)?.plural;
  const has = (commit) => git.try('cat-file', '-e', `${commit}:lib/product/${plural}`) !== null;
  const isGone = plural !== undefined && has(base) && !has('HEAD');
  const isFolders = (path) => new RegExp(`^app/\\(product\\)/(.*/)?${plural}/`).test(path);
  const isExamples = (path) =>
    isFolders(path) ||
    said.some(({ patterns, gone }) => gone.includes(path) || patterns.some((one) => one.test(path))); // biome-ignore format: one line
  const isOut = (path) => isGone && isExamples(path);
  return { isOut, isProducts: (path) => isProducts(path) || isOut(path) };
}
