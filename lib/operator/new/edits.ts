import { aOf } from '#lib/operator/new/declaration';
import { inSnakeCase, inWords, type NewNames } from '#lib/operator/new/names';
import { CommandRefused } from '#lib/operator/terminal';
import { LANGUAGES } from '#texts/languages';

/** A line more in a file that is there. */
type Edit = (source: string, path: string) => string;

/** What has to be said of a new resource in files that are there, by their paths. */
export const editsFor = (names: NewNames): Record<string, Edit> => {
  const { plural, resource } = names;
  return {
    'drizzle/product/tables.ts': inTurn(
      importing(`import { ${plural} } from './${plural}.ts';`),
      replacing(/(PRODUCT_TABLES: Table\[\] = \[)([^\]]*?)(,?\s*)\]/, (_, begin, list) =>
        added(begin, list, plural),
      ),
    ),
    'lib/product/resources.ts': inTurn(
      importing(`import { ${resource} } from '#lib/product/${plural}/resource';`),
      replacing(/(PRODUCT_RESOURCES = \[)([^\]]*?)(,?\s*)\]/, (_, begin, list) =>
        added(begin, list, resource),
      ),
    ),
    ...Object.fromEntries(
      LANGUAGES.map((language) => [`texts/${language}/product.ts`, words(names)]),
    ),
    'lib/product/routes.ts': replacing(
      /(ROUTES: readonly Route\[\] = \[)\n?/,
      `$1\n  // The longest texts of a form, in the widest characters, twice: a refused form brings along what it shows.\n  { path: '/${plural}/*', body: '${formKilobytes(names)} KB' },\n  // The same once, as JSON whose writer escapes whatever is not ASCII.\n  { path: '/api/v1/${plural}/*', body: '${apiKilobytes(names)} KB' },\n`,
    ),
    'client-cli/product.mjs': replacing(
      /(export const THINGS = \[)/,
      `$1\n  { plural: '${plural}', one: '${names.kind}', fields: [${names.fields.map(({ name }) => `'${name}'`).join(', ')}], scopes: ['${plural}:read', '${plural}:write'] },`,
    ),
    'docs/data.md': replacing(/^(?=\| `nodes` )/m, `${dataRow(names)}\n`),
    'middleware.ts': replacing(
      /(source:\s*'\/\((?:[\w/-]+\|)*)settings\|/,
      `$1settings|${plural}|`,
    ),
  };
};

/** As much as notes take, for each text of many lines. */
const formKilobytes = ({ fields }: NewNames) =>
  Math.min(9_999, Math.max(64, 384 * fields.filter(({ lines }) => lines === 'many').length));

/** Two thirds of it. */
const apiKilobytes = (names: NewNames) => Math.max(64, Math.ceil((formKilobytes(names) * 2) / 3));

/** The words of it, in English: in the other languages they are to be translated. */
const words = ({ kind, plural, fields }: NewNames): Edit =>
  inTurn(
    word('things', kind, kind),
    word('oneThing', kind, `${aOf(kind)} ${kind}`),
    word('manyThings', kind, plural),
    ...fields.map(({ name }) => word('thingFields', `'${kind}:${name}'`, inWords(name))),
    word('productScopes', `'${plural}:read'`, `Read your ${plural} and those shared with you`),
    word(
      'productScopes',
      `'${plural}:write'`,
      `Write, delete and share ${plural} as you may yourself`,
    ),
  );

/** How sensitive its columns are: what people fill in is theirs, and it goes with them. */
const dataRow = ({ kind, plural, fields }: NewNames) => {
  const filled = fields.map(({ name }) => `\`${inSnakeCase(name)}\``).join(', ');
  return `| \`${plural}\` |  |  | ${filled}, \`created_at\`, \`updated_at\` | \`id\`, \`revision\` | until the ${kind} is deleted | yes |`;
};

/** One more in a list. */
const added = (begin = '', list = '', one = '') =>
  `${begin}${list.trim() ? `${list}, ` : ''}${one}]`;

const inTurn =
  (...edits: Edit[]): Edit =>
  (source, path) =>
    edits.reduce((text, edit) => edit(text, path), source);

type Put = string | ((all: string, ...groups: string[]) => string);

function replacing(where: RegExp, put: Put): Edit {
  return (source, path) => {
    if (!where.test(source))
      throw new CommandRefused(
        `${path} has been changed so that its place for this cannot be found. Nothing was written.`,
        1,
      );
    return source.replace(where, put as string);
  };
}

/** An import more, before the first that comes after it in the order of their paths. */
const importing =
  (line: string): Edit =>
  (source) => {
    const from = (one: string) => one.match(/from '([^']+)'/)?.[1] ?? '';
    const lines = source.split('\n');
    const later = lines.findIndex((one) => /^import /.test(one) && from(one) > from(line));
    const last = lines.findLastIndex((one) => /^import .*;$/.test(one));
    lines.splice(later === -1 ? last + 1 : later, 0, line);
    return lines.join('\n');
  };

/** A word more in a dictionary. */
const word = (dictionary: string, name: string, says: string): Edit =>
  replacing(
    new RegExp(`(export const ${dictionary} = \\{)([^}]*?)(,?\\s*)\\} as const;`),
    (_, begin, list) => `${begin}${list.trim() ? `${list},` : ''} ${name}: '${says}' } as const;`,
  );
