import { CommandRefused } from '#lib/operator/terminal';
import { LANGUAGES } from '#texts/languages';

type Edit = (source: string, path: string) => string;

/** What names the example where all things are listed. */
export type ExampleNames = {
  plural: string;
  kind: string;
  scopes: readonly string[];
  /** The files that go with it. */
  gone: readonly string[];
};

/** The lines that name the example in files that stay, taken out, by their paths. */
export const editsWithout = ({
  plural,
  kind,
  scopes,
  gone,
}: ExampleNames): Record<string, Edit> => {
  const resource = `${kind}Resource`;
  const words = inTurn(
    ...['things', 'oneThing', 'manyThings'].map((list) => wordOut(list, kind)),
    wordsOut('thingFields', (name) => name.startsWith(`${kind}:`)),
    ...(scopes.length > 0 ? [wordsOut('productScopes', (name) => scopes.includes(name))] : []),
  );
  return {
    'drizzle/product/tables.ts': inTurn(
      importOut(`./${plural}.ts`),
      listed(/(PRODUCT_TABLES: Table\[\] = \[)([^\]]*)\]/, plural),
    ),
    'lib/product/resources.ts': inTurn(
      importOut(`#lib/product/${plural}/resource`),
      listed(/(PRODUCT_RESOURCES = \[)([^\]]*)\]/, resource),
    ),
    'lib/product/routes.ts': inTurn(
      lineOut(`  { path: '/${plural}/*'`),
      lineOut(`  { path: '/api/v1/${plural}/*'`),
    ),
    'lib/product/example.ts': inTurn(
      replacing(/(EXAMPLE: Example \| null = )\{.*?\n\};/s, '$1null;'),
      replacing(
        /(TAKEN_OUT: readonly string\[\] = \[)\]/,
        (_, begin = '') => `${begin}${gone.map((path) => `'${path}'`).join(', ')}]`,
      ),
    ),
    'scripts/seed-product.ts': inTurn(
      importOut(`./seed-${plural}.ts`),
      listed(/(PRODUCT_SEEDS: readonly Seed\[\] = \[)([^\]]*)\]/, `seed${capital(plural)}`),
    ),
    'client-cli/product.mjs': replacing(
      new RegExp(`\\n *\\{\\s*plural: '${plural}',[^{}]*\\},`),
      '',
    ),
    'middleware.ts': replacing(new RegExp(`(source:\\s*'/\\((?:[\\w/-]+\\|)*)${plural}\\|`), '$1'),
    'docs/data.md': replacing(new RegExp(`^\\| \`${plural}\` .*\\n`, 'm'), ''),
    ...Object.fromEntries(
      LANGUAGES.flatMap((language) => [
        [`texts/${language}/product.ts`, words],
        [
          `texts/${language}/index.ts`,
          inTurn(importOut(`#texts/${language}/${plural}`), replacing(`  ...${plural},\n`, '')),
        ],
      ]),
    ),
  };
};

const capital = (word: string) => word.replace(/^./, (first) => first.toUpperCase());

const inTurn =
  (...edits: Edit[]): Edit =>
  (source, path) =>
    edits.reduce((text, edit) => edit(text, path), source);

type Put = string | ((all: string, ...groups: string[]) => string);

const notFound = (path: string) =>
  new CommandRefused(
    `${path} has been changed so that what it says of the example cannot be found. Nothing was removed. Put its lines back as they were, or take the example out by hand.`,
    1,
  );

function replacing(where: RegExp | string, put: Put): Edit {
  return (source, path) => {
    const isThere = typeof where === 'string' ? source.includes(where) : where.test(source);
    if (!isThere) throw notFound(path);
    return source.replace(where, put as string);
  };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const importOut = (from: string) =>
  replacing(new RegExp(`^import [^;]* from '${escaped(from)}';\\n`, 'm'), '');

/** A part of a file without what matches there; all else of it stays, letter by letter, also what it says in comments. */
function cutting(part: RegExp, what: string, isOut: (name: string) => boolean = () => true): Edit {
  return (source, path) => {
    const [all = '', begin = '', list = ''] = source.match(part) ?? [];
    let isCut = false;
    const kept = list.replace(new RegExp(`${COMMENT}|${what}`, 'g'), (found, name?: string) => {
      if (name === undefined || !isOut(name)) return found;
      isCut = true;
      return '';
    });
    if (!isCut) throw notFound(path);
    return source.replace(all, () => begin + kept + all.slice(begin.length + list.length));
  };
}

const COMMENT = String.raw`\/\/[^\n]*|\/\*[^]*?\*\/`;

/** A name out of a list of names. */
const listed = (where: RegExp, name: string) => cutting(where, `(?<![\\w.])(${name})\\s*(?:,|$)`);

/** A line that begins so, with the comment right above it. */
const lineOut = (begin: string) =>
  replacing(new RegExp(`(^ *//[^\\n]*\\n)*^${escaped(begin)}[^\\n]*\\n`, 'm'), '');

/** A word out of a dictionary. */
const wordOut = (dictionary: string, name: string) =>
  wordsOut(dictionary, (other) => other === name);

const TEXT = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|${'`'}(?:[^${'`'}\\]|\\.)*${'`'}`;
const ENTRY = String.raw`\s*['"]?([\w:-]+)['"]?\s*:\s*(?:${TEXT})\s*(?:,|$)`;

/** Those of its words that are meant out. */
const wordsOut = (dictionary: string, isOut: (name: string) => boolean): Edit =>
  cutting(new RegExp(`(export const ${dictionary} = \\{)([^}]*)\\} as const;`), ENTRY, isOut);
