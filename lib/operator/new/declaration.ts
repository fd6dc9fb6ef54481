import { inSnakeCase, type NewNames } from '#lib/operator/new/names';

const MOST = { one: 200, many: 20_000 } as const;

/** The table. */
export const tableFile = ({
  kind,
  plural,
  fields,
}: NewNames) => `import { table, text, thingColumns } from '../columns.ts';

/** Who owns ${aOf(kind)} ${kind} is a grant. */
export const ${plural} = table('${plural}', {
  ...thingColumns(),
${fields.map(({ name }) => `  ${name}: text('${inSnakeCase(name)}').notNull(),`).join('\n')}
});
`;

/** The declaration, from which all else comes. */
export const resourceFile = ({
  kind,
  plural,
  fields,
  resource,
  of,
}: NewNames) => `import { ${plural} } from '#drizzle/product/${plural}';
import { ${builders(fields).join(', ')} } from '#lib/product/fields';
import { defineThing, ownerEditorViewer, readAndWrite } from '#lib/resource';

/** Nobody may read ${aOf(kind)} ${kind} that was not shared with them, whatever their role. */
export const ${resource} = defineThing('${kind}', {
  ...ownerEditorViewer,
  plural: '${plural}',
  table: ${plural},
  called: '${fields[0]?.name}',
  fields: {
${fields.map(({ name, lines }) => `    ${name}: ${BUILDER[lines]}(${numeral(MOST[lines])}),`).join('\n')}
  },
  scopes: readAndWrite('${plural}'),
});

/** The ${kind} with this id, if there is one. */
export const ${of} = (id: string) => ({ of: ${resource}, id });
`;

const BUILDER = { one: 'lineField', many: 'linesField' } as const;
const builders = (fields: NewNames['fields']) =>
  [...new Set(fields.map(({ lines }) => BUILDER[lines]))].sort();
const numeral = (count: number) => String(count).replace(/(\d)(?=(\d{3})+$)/g, '$1_');

/** "a" or "an". */
export const aOf = (word: string) => (/^[aeiou]/.test(word) ? 'an' : 'a');
