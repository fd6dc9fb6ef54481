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
import { admin } from '#lib/operator/admin';
import { audit } from '#lib/operator/audit';
import { clients } from '#lib/operator/clients';
import { database } from '#lib/operator/db';
import { keys } from '#lib/operator/keys';
import { providers } from '#lib/operator/providers';
import { secret } from '#lib/operator/secret';
import { sessions } from '#lib/operator/sessions';
import { explain, print } from '#lib/operator/terminal';
import { users } from '#lib/operator/users';

const NAME = 'npm run gatehouse --';

const main = defineCommand({
  meta: {
    name: NAME,
    description:
      'The operator’s command line. Ends with 0 when done, 1 failed, 2 used wrongly, 3 not found',
  },
  subCommands: { users, sessions, admin, clients, providers, keys, audit, secret, db: database },
});

async function showUsage<Args extends ArgsDef>(of: CommandDef<Args>, parent?: CommandDef<Args>) {
  const usage = await renderUsage(of, parent);
  const plain = stripVTControlCharacters(usage).replaceAll(' (Default: )', '');
  // citty names a command by its group alone.
  print(
    plain.replace(
      /(USAGE |\()(?=(users|sessions|admin|clients|providers|keys|audit|secret|db) )/g,
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
    await closeDb();
  }
}

process.exitCode = await run(process.argv.slice(2));
