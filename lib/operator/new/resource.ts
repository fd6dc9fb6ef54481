import { appendFileSync, existsSync, globSync } from 'node:fs';
import { getTableName } from 'drizzle-orm';
import { TABLES } from '#drizzle/tables';
import { actionFiles } from '#lib/operator/new/actions';
import { apiFiles } from '#lib/operator/new/api';
import { type AskedResource, readAsked } from '#lib/operator/new/asked';
import { resourceFile, tableFile } from '#lib/operator/new/declaration';
import { editsFor } from '#lib/operator/new/edits';
import { type NewNames, namedAs } from '#lib/operator/new/names';
import { pageFiles } from '#lib/operator/new/pages';
import { runDevTool } from '#lib/operator/new/run-tool';
import { story, unitTest } from '#lib/operator/new/tests';
import { writeAll } from '#lib/operator/new/write-all';
import { CommandRefused, command, type Report } from '#lib/operator/terminal';
import { PERMISSIONS } from '#lib/permissions/table';

const FIELDS =
  'What people fill in, the first of which says what one is called: title:line body:text';

export const resourceCommand = command(
  'resource',
  'Add a thing that people make and share: table, migration, declaration, pages, API, texts and tests',
  {
    name: { type: 'positional', description: 'Its plural in small letters: projects' },
    fields: { type: 'positional', description: FIELDS, required: false },
    one: { type: 'string', description: 'What one of them is called: project' },
  },
  async (args, words): Promise<Report> => {
    const one = args['one'] === undefined ? undefined : String(args['one']);
    const names = namedAs(readAsked(String(args['name']), words.slice(1), one));
    refuseTaken(names);
    const files = filesOf(names);
    const written = await writeAll(files, editsFor(names), () => migrate(names));
    return {
      lines: [
        ...written.map((path) => `wrote ${path}`),
        `Your own part is lib/product/${names.plural}/resource.ts: who may do what, and how long a field may be.`,
        'Look at the migration. The next start runs it; npm run check and npm run e2e try what was written.',
      ],
      data: { kind: names.kind, plural: names.plural, written },
    };
  },
  { takesMany: true },
);

function filesOf(names: NewNames): Record<string, string> {
  const { plural } = names;
  const placed = (folder: string, files: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`app/(product)/${folder}/${path}`, text]),
    );
  return {
    [`drizzle/product/${plural}.ts`]: tableFile(names),
    [`lib/product/${plural}/resource.ts`]: resourceFile(names),
    [`lib/product/${plural}/${plural}.test.ts`]: unitTest(names),
    [`e2e/stories/${plural}.test.ts`]: story(names),
    ...placed(plural, { ...pageFiles(names), ...actionFiles(names) }),
    ...placed(`api/v1/${plural}`, apiFiles(names)),
  };
}

const MIGRATIONS = 'drizzle/product/migrations/*.sql';

/** Names of lists in the download and in addresses, which a thing of the product must not have. */
const LISTS = ['accounts', 'activity', 'apps', 'mails', 'people', 'programs', 'reach'];

/** Refuses a name that something here has already. */
function refuseTaken({ plural, kind }: AskedResource) {
  const refuse = (says: string) => {
    throw new CommandRefused(`${says} Nothing was written.`, 1);
  };
  if (LISTS.includes(plural) || TABLES.some((table) => getTableName(table) === plural))
    refuse(`"${plural}" is taken: there is a table or a list of this name.`);
  const pages = globSync(`app/{,(*)/}${plural}`);
  if (pages.length > 0) refuse(`"${plural}" is taken: ${pages[0]} has its pages there.`);
  if (existsSync(`lib/product/${plural}`) || existsSync(`drizzle/product/${plural}.ts`))
    refuse(`"${plural}" is taken: lib/product/${plural} or its table is there.`);
  if ([...PERMISSIONS.administrator].some((one) => one.startsWith(`${kind}:`)))
    refuse(`"${kind}" is taken: there are permissions of this kind. Say another: --one WORD.`);
}

/** The command-line client that comes along may ask for the new scopes, too. */
const forClient = (plural: string) =>
  `--> statement-breakpoint\nUPDATE \`oauth_clients\` SET \`scope\` = \`scope\` || ' ${plural}:read ${plural}:write' WHERE \`id\` = 'gatehouse-cli';\n`;

/** Writes the migration, and puts what was written in the form of the house. */
async function migrate({ plural }: NewNames) {
  const before = new Set(globSync(MIGRATIONS));
  const config = ['--config', 'drizzle/product.config.ts', '--name', plural];
  const { code, output } = await runDevTool('drizzle-kit/bin.cjs', 'generate', ...config);
  if (code !== 0)
    throw new CommandRefused(
      `drizzle-kit wrote no migration, and everything is as it was. It says:\n${output}`,
      1,
    );
  for (const file of globSync(MIGRATIONS).filter((path) => !before.has(path)))
    appendFileSync(file, forClient(plural));
}
