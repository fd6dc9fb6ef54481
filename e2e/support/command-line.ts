import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { TestServer } from './server.ts';
import { openTerminal } from './terminal.ts';

const CLIENT = resolve('client-cli/main.mjs');

export type Machine = ReturnType<typeof newMachine>;

/** A machine with a home, a terminal and the command-line client on it; programs can be put on its PATH. */
export function newMachine() {
  const home = mkdtempSync(join(tmpdir(), 'gatehouse-machine-'));
  const programs = join(home, 'programs');
  mkdirSync(programs);
  const env = {
    PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    SHELL: '/bin/sh',
  };
  let keychain = {};
  const file = join(home, 'config/gatehouse/cli.json');
  const open = (words: string[], more: Record<string, string> = {}) =>
    openTerminal(process.execPath, [CLIENT, ...words], { ...env, ...keychain, ...more });
  const machine = {
    home,
    /** Where the client keeps what it remembers. */
    file,
    remembered: () => JSON.parse(readFileSync(file, 'utf8')),
    open,
    /** Lets the client find a keychain: a `secret-tool` that notes down whatever it can see. */
    addKeychain() {
      machine.install('secret-tool', KEYCHAIN);
      keychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };
    },
    /** Runs a command to its end. */
    async run(...words: string[]) {
      const terminal = open(words);
      const exitCode = await terminal.exitCode;
      return { exitCode, screen: terminal.screen() };
    },
    /** Makes the next command believe that its access token is over. */
    forgetAccess() {
      const content = JSON.parse(readFileSync(file, 'utf8'));
      content.tokens.expiresAt = 0;
      writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
    },
    /** Puts a shell script on the PATH. */
    install(name: string, script: string) {
      writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(programs, name), 0o755);
    },
    read: (name: string) =>
      existsSync(join(home, name)) ? readFileSync(join(home, name), 'utf8') : '',
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
  return machine;
}

/** One secret, in a file; and what others on the machine could see of each call. */
const KEYCHAIN = `
echo "$0 $*" >> "$HOME/seen"; env >> "$HOME/seen"
case "$1" in
  store) cat > "$HOME/keychain" ;;
  lookup) cat "$HOME/keychain" ;;
  clear) rm -f "$HOME/keychain" ;;
esac`;

/** Types the code that a device shows, on the page for it, and sees what asks. */
export async function typeUserCode(page: Page, userCode: string) {
  await page.goto('/device');
  await page.getByLabel('Code').fill(userCode);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(/\/device\/[^/?]+$/);
}

/** Signs the client of a machine in, by the code that it shows; `letIn` is what somebody does with it. */
export async function signInByCode(
  machine: Machine,
  server: TestServer,
  letIn: (userCode: string) => Promise<unknown>,
  env: Record<string, string> = {},
) {
  const terminal = machine.open(['login', '--url', server.url], env);
  await letIn(await userCodeIn(terminal));
  const exitCode = await terminal.exitCode;
  return { exitCode, screen: terminal.screen() };
}

/** The code that the client shows while it waits. */
export async function userCodeIn(terminal: ReturnType<typeof openTerminal>): Promise<string> {
  const [, code = ''] = await terminal.shows(/this code:\s+([A-Z]{4}-[A-Z]{4})\s/);
  return code;
}
