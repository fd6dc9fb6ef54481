import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { type ArgsDef, type CommandDef, defineCommand } from 'citty';
import { DrizzleQueryError } from 'drizzle-orm';
import { rootSecrets } from '#drizzle/schema/root-secrets';
import { canonicalEmail } from '#lib/accounts/fields';
import { rootNames } from '#lib/crypto/keys';
import { randomSecret } from '#lib/crypto/tokens';
import { db, isShared } from '#lib/db/client';
import { reasonOfFault } from '#lib/db/reason';
import { isUnavailable } from '#lib/db/unavailable';
import { checkSettings, env } from '#lib/env';
import { databaseFile, keepSecret, secretFile } from '#lib/env/root-secret';
import { SettingsError } from '#lib/env/settings-error';
import { type Lines, textOfLines } from '#lib/operator/listed';

/** What a command says to a person, line by line, and to a program that asked with --json. */
export type Report = { lines: Lines; data: unknown };

/** How a command ends: 0 done, 1 failed, 2 used wrongly, 3 what it is about does not exist. */
export class CommandRefused extends Error {
  readonly exitCode: 1 | 2 | 3;
  /** What a program that asked with --json is told besides. */
  readonly data: object;
  constructor(message: string, exitCode: 1 | 2 | 3, data: object = {}) {
    super(message);
    this.exitCode = exitCode;
    this.data = data;
  }
}

type Args = Record<string, string | boolean | undefined>;

/**
 * A command that takes exactly what it names, answers with a report, and knows --json. One that `takesMany` is given all
 * words, of which its last place may have several.
 */
export function command(
  name: string,
  description: string,
  named: ArgsDef,
  run: (args: Args, words: string[]) => Report | Promise<Report | null>,
  { takesMany = false } = {},
): CommandDef {
  const args: ArgsDef = {
    ...named,
    json: { type: 'boolean', description: 'Answer with one JSON value for programs' },
  };
  return defineCommand({
    meta: { name, description },
    args,
    run: async ({ args: given }) => {
      refuseUnknown(args, given, takesMany);
      const report = await run(given as unknown as Args, given._);
      // What was asked for has gone to standard output itself.
      if (!report) return;
      const { lines, data } = report;
      print(given['json'] ? JSON.stringify(data, null, 2) : textOfLines(lines));
    },
  });
}

function refuseUnknown(args: ArgsDef, given: { _: string[] }, takesMany: boolean) {
  const known = new Set(['_', ...Object.keys(args), ...Object.keys(args).map(inCamelCase)]);
  for (const option of Object.keys(given)) {
    if (!known.has(option)) throw new CommandRefused(`There is no option --${option}.`, 2);
  }
  // After the options: a word behind an unknown one may be its value, and a secret.
  const places = Object.values(args).filter(({ type }) => type === 'positional').length;
  const extra = takesMany ? undefined : given._[places];
  if (extra !== undefined) throw new CommandRefused(`"${extra}" is one word too many.`, 2);
}

/** As citty names an option of several words a second time. */
const inCamelCase = (option: string) =>
  option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The canonical form of an address somebody typed. */
export function emailFrom({ email }: Args): string {
  const canonical = canonicalEmail(String(email));
  if (!canonical) throw new CommandRefused(`"${email}" is not an email address.`, 2);
  return canonical;
}

/**
 * To be called before a command reads the database: refuses where there is none, so that a mistyped
 * DATABASE_URL makes no new one. Most commands need no secret, so none is made either.
 */
export function requireDatabase() {
  if (!hasSecret()) process.env['SESSION_SECRET'] = randomSecret();
  const file = databaseFile(env().DATABASE_URL);
  if (file && !existsSync(file)) {
    throw new CommandRefused(
      `There is no database at ${file}. Set DATABASE_URL as the server has it, or start the server once.`,
      1,
    );
  }
}

/** Whether SESSION_SECRET is set or kept in its file; what is wrong with other settings is said elsewhere. */
export function hasSecret(): boolean {
  const checked = checkSettings(process.env);
  if (!checked.ok || checked.settings.SESSION_SECRET) return true;
  return existsSync(secretFile(checked.settings.DATABASE_URL));
}

/**
 * The same for a command that issues something under the secret: refuses one that the server does not have, for
 * the server could not open it. Where no server was ever started, the secret is made as its first start would.
 */
export async function requireServerSecret() {
  const isGiven = hasSecret();
  requireDatabase();
  const known = await db().select({ id: rootSecrets.id }).from(rootSecrets);
  const isFirst = known.length === 0;
  if (isFirst && !isGiven) keepSecret(env().DATABASE_URL, env().secrets[0] as string);
  if (isFirst || known.some(({ id }) => rootNames().includes(id))) return;
  throw new CommandRefused(
    'The server was last started with another secret. Set SESSION_SECRET as the server has it.',
    1,
  );
}

/** Says why a command failed, in one sentence, and gives the exit code for it. */
export function explain(error: unknown): { message: string; exitCode: number; data?: object } {
  if (error instanceof CommandRefused) return error;
  // Its own message is the statement with its values.
  if (error instanceof DrizzleQueryError) return explain(error.cause);
  if (!(error instanceof Error)) return { message: String(error), exitCode: 1 };
  // Thrown by citty, which does not export it.
  if (error.name === 'CLIError')
    return {
      message: `${stripVTControlCharacters(error.message)}.`.replace('..', '.'),
      exitCode: 2,
    };
  if (error instanceof SettingsError) return { message: error.message, exitCode: 1 };
  if (isUnavailable(error) && isShared())
    return { message: reasonOfFault(error) ?? error.message, exitCode: 1 };
  if (isUnavailable(error))
    return { message: `The database does not answer: ${error.message}.`, exitCode: 1 };
  return { message: error.message, exitCode: 1 };
}

export const print = (text: string) => console.log(text);
