import { stripVTControlCharacters } from 'node:util';
import {
  type ArgsDef,
  type CommandDef,
  defineCommand,
  renderUsage,
  runCommand,
  runMain,
} from 'citty';
import { closeDb } from '#lib/db/client';
import { explain, print } from '#lib/operator/terminal';
import { oneLine, paint } from '#lib/screen';

const NAME = 'npm run gatehouse --';

/** Loaded when one is asked for: each brings along what only it needs. */
const GROUPS = {
  users: async () => (await import('#lib/operator/users')).users,
  sessions: async () => (await import('#lib/operator/sessions')).sessions,
  admin: async () => (await import('#lib/operator/admin')).admin,
  clients: async () => (await import('#lib/operator/clients')).clients,
  providers: async () => (await import('#lib/operator/providers')).providers,
  webhooks: async () => (await import('#lib/operator/webhooks')).webhooks,
  keys: async () => (await import('#lib/operator/keys')).keys,
  audit: async () => (await import('#lib/operator/audit')).audit,
  secret: async () => (await import('#lib/operator/secret')).secret,
  db: async () => (await import('#lib/operator/db')).database,
  new: async () => (await import('#lib/operator/new')).adding,
  example: async () => (await import('#lib/operator/example')).exampleGroup,
};

const main = defineCommand({
  meta: {
    name: NAME,
    description:
      'The operator’s command line. Ends with 0 when done, 1 failed, 2 used wrongly, 3 not found',
  },
  subCommands: GROUPS,
});

async function showUsage<Args extends ArgsDef>(of: CommandDef<Args>, parent?: CommandDef<Args>) {
  const usage = await renderUsage(of, parent);
  const plain = stripVTControlCharacters(usage).replaceAll(' (Default: )', '');
  // citty names a command by its group alone.
  const named = plain.replace(
    new RegExp(`(USAGE |\\()(?=(${Object.keys(GROUPS).join('|')}) )`, 'g'),
    `$1${NAME} `,
  );
  print(named.replace(/^(USAGE|ARGUMENTS|OPTIONS|COMMANDS)\b/gm, (word) => paint('bold', word)));
}

/** Why it failed: the first line in the colour of a fault, the rest as it is; none that obeys what stands in it. */
function complain(message: string) {
  const [first = '', ...rest] = message.split('\n').map(oneLine);
  console.error([paint('red', first, process.stderr), ...rest].join('\n'));
}

async function run(words: string[]): Promise<number> {
  if (words.some((word) => word === '--help' || word === '-h')) {
    await runMain(main, { rawArgs: words, showUsage });
    return 0;
  }
  try {
    await runCommand(main, { rawArgs: words });
    return 0;
  } catch (error) {
    const { message, exitCode, data } = explain(error);
    if (words.includes('--json')) print(JSON.stringify({ error: message, ...data }));
    else complain(message);
    if (exitCode === 2)
      console.error(paint('dim', 'See: npm run gatehouse -- --help', process.stderr));
    return exitCode;
  } finally {
    await closeDb();
  }
}

process.exitCode = await run(process.argv.slice(2));
