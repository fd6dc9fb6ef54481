import { type ArgsDef, type CommandDef, runCommand } from 'citty';
import { beforeEach, expect, test, vi } from 'vitest';
import { admin } from '#lib/operator/admin';
import { audit } from '#lib/operator/audit';
import { clients } from '#lib/operator/clients';
import { database } from '#lib/operator/db';
import { keys } from '#lib/operator/keys';
import { adding } from '#lib/operator/new';
import { secret } from '#lib/operator/secret';
import { sessions } from '#lib/operator/sessions';
import { command } from '#lib/operator/terminal';
import { users } from '#lib/operator/users';

const GROUPS = { admin, audit, clients, db: database, keys, new: adding, secret, sessions, users };

/** Each option that is no place, with the command it belongs to. */
const OPTIONS = Object.entries(GROUPS).flatMap(([group, { subCommands = {}, args }]) => [
  ...optionsOf(group, args as ArgsDef | undefined),
  ...Object.entries(subCommands as Record<string, CommandDef>).flatMap(([name, sub]) =>
    optionsOf(`${group} ${name}`, sub.args as ArgsDef | undefined),
  ),
]);

function optionsOf(of: string, args: ArgsDef = {}) {
  return Object.entries(args)
    .filter(([, { type }]) => type !== 'positional')
    .map(([option, arg]) => [`${of} --${option}`, option, arg] as const);
}

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue();
});

/** A command that does nothing, with this option and no other. */
function withOption(option: string, arg: ArgsDef[string]) {
  const run = vi.fn(async () => ({ lines: [], data: {} }));
  return { run, of: command('try', 'Does nothing', { [option]: arg }, run) };
}

test('there are options of several words among them', () => {
  expect(OPTIONS.length).toBeGreaterThan(10);
  expect(OPTIONS.some(([, option]) => option.includes('-'))).toBe(true);
});

test.each(OPTIONS)('%s is taken, and one that is nearly called so is not', async (_, option, arg) => {
  const { run, of } = withOption(option, arg);
  const value = arg.type === 'boolean' ? [] : ['1'];
  await runCommand(of as CommandDef, { rawArgs: [`--${option}`, ...value] });
  expect(run).toHaveBeenCalledTimes(1);
  const refused = runCommand(of as CommandDef, { rawArgs: [`--${option}`, ...value, `--${option}er`] });
  await expect(refused).rejects.toThrow(`There is no option --${option}er`);
  expect(run).toHaveBeenCalledTimes(1);
}); // biome-ignore format: one line
