import { existsSync, readFileSync } from 'node:fs';
import { editsWithout } from '#lib/operator/example/edits';
import {
  brokenWithout,
  changedIn,
  type ExampleFiles,
  filesOf,
  RECORDED,
} from '#lib/operator/example/files';
import { writeMigration } from '#lib/operator/example/migration';
import { askFor, refuseEdited, refuseUncommitted } from '#lib/operator/example/refuse';
import { refuseBroken } from '#lib/operator/example/refuse-broken';
import { writeAll } from '#lib/operator/new/write-all';
import { CommandRefused, command, type Report } from '#lib/operator/terminal';
import { EXAMPLE } from '#lib/product/example';
import { ALL_THINGS } from '#lib/product/resources';
import type { ThingResource } from '#lib/resource';

export const removeCommand = command(
  'remove',
  'Take the example out: its pages, API, table, texts and tests, and WITH THE NEXT START EVERY ROW OF IT THAT PEOPLE HAVE WRITTEN',
  {
    yes: { type: 'boolean', description: 'Do it without asking' },
    force: { type: 'boolean', description: 'Also files of it that were edited here' },
    uncommitted: {
      type: 'boolean',
      description: 'Also where git does not have everything that is here',
    },
  },
  async (args): Promise<Report> => {
    if (!EXAMPLE)
      return {
        lines: ['The example is out: there was nothing to remove.'],
        data: { removed: [], edited: [] },
      };
    const of = resourceOf(EXAMPLE.plural);
    const files = filesOf(EXAMPLE);
    if (!args['uncommitted']) refuseUncommitted();
    if (!args['force']) refuseEdited(changedIn(files.own));
    const { gone, edits } = changesOf(of, files);
    const left = Object.entries(edits).map(([path, edit]) => [path, edit(readFileSync(path, 'utf8'), path)]); // biome-ignore format: one line
    refuseBroken(brokenWithout(gone, Object.fromEntries(left)));
    if (!args['yes']) await askFor(of.plural, planOf(of, files));
    return takeOut(of, gone, edits);
  },
);

function resourceOf(plural: string): ThingResource {
  const found = ALL_THINGS.find((one) => one.plural === plural);
  if (found) return found;
  throw new CommandRefused(
    `lib/product/resources.ts does not have "${plural}", which lib/product/example.ts names. Nothing was removed.`,
    1,
  );
}

/** What will be done, as it is told before. */
const planOf = ({ plural }: ThingResource, { own, also, tests }: ExampleFiles) => [
  `This removes the example, "${plural}":`,
  `  ${own.length} files of its own: pages, API, table, texts, seeds`,
  `  ${also.length + tests.length} tests that are about it or cannot be without it, also those of yours:`,
  ...[...also, ...tests].sort().map((path) => `    ${path}`),
  '  its lines in the lists of the product',
  losing(plural),
];

const losing = (plural: string) =>
  `AT THE NEXT START THE TABLE "${plural}" IS DROPPED, WITH EVERY ROW OF EVERYBODY, IN EVERY DATABASE THAT THIS CODE IS STARTED ON. Make a backup before: npm run gatehouse -- db backup FILE`;

/** Which files go, and what is to be edited. */
function changesOf({ plural, kind, ...of }: ThingResource, { own, also, tests }: ExampleFiles) {
  const scopes = [...new Set(Object.values(of.scopes) as string[])];
  const gone = [...own, ...also, ...tests, ...(existsSync(RECORDED) ? [RECORDED] : [])];
  return { gone, edits: editsWithout({ plural, kind, scopes, gone: [...gone, RECORDED] }) };
}

async function takeOut(
  of: ThingResource,
  gone: string[],
  edits: ReturnType<typeof editsWithout>,
): Promise<Report> {
  let migration = '';
  const then = async () => {
    migration = await writeMigration(of);
  };
  await writeAll({}, edits, then, gone);
  return {
    lines: [
      ...gone.map((path) => `removed ${path}`),
      ...Object.keys(edits).map((path) => `edited ${path}`),
      `wrote ${migration}`,
      losing(of.plural),
      'Look at it with "git diff HEAD", then run npm run check. A resource of your own: npm run gatehouse -- new resource NAME FIELDS',
    ],
    data: { removed: gone, edited: Object.keys(edits), migration },
  };
}
