import { stripVTControlCharacters } from 'node:util';
import {
  type ArgsDef,
  type CommandDef,
  defineCommand,
  renderUsage,
  runCommand,
  runMain,
} from 'citty';
import { admin } from '#lib/command/admin';
import { audit } from '#lib/command/audit';
import { clients } from '#lib/command/clients';
import { database } from '#lib/command/db';
import { keys } from '#lib/command/keys';
import { secret } from '#lib/command/secret';
import { sessions } from '#lib/command/sessions';
import { explain, print } from '#lib/command/terminal';
import { users } from '#lib/command/users';
import { closeDb } from '#lib/db/client';

const NAME = 'npm run gatehouse --';

const main = defineCommand({
  meta: {
    name: NAME,
    description:
      'The operator’s command line. Ends with 0 when done, 1 failed, 2 used wrongly, 3 not found',
  },
  subCommands: { users, sessions, admin, clients, keys, audit, secret, db: database },
});

async function showUsage<Args extends ArgsDef>(of: CommandDef<Args>, parent?: CommandDef<Args>) {
  const usage = await renderUsage(of, parent);
  const plain = stripVTControlCharacters(usage).replaceAll(' (Default: )', '');
  // citty names a command by its group alone.
  print(
    plain.replace(
      /(USAGE |\()(?=(users|sessions|admin|clients|keys|audit|secret|db) )/g,
      `$1${NAME} `,
    ),
  );
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
    else console.error(message);
    if (exitCode === 2) console.error('See: npm run gatehouse -- --help');
    return exitCode;
  } finally {
    closeDb();
  }
}

process.exitCode = await run(process.argv.slice(2));
