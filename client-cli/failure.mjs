import { basename, relative } from 'node:path';

/** How a command ends when it does not end well; docs/cli.md lists the same numbers. */
export const EXIT = { failed: 1, usage: 2, notFound: 3, signedOut: 4 };

/** What a command could not do, as one sentence for a person, and the exit code for programs. */
export class Failure extends Error {
  constructor(message, exitCode = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** No answer came at all: asking again may help. */
export class Unreachable extends Failure {}

/** How this program was called, for sentences that say what to type next: by its name where it was installed, else by its file. */
export function calledAs({ argv, cwd, env } = process) {
  const file = argv[1] ?? '';
  if (basename(file) !== 'main.mjs')
    return env.npm_command === 'exec' ? 'npx gatehouse-cli' : 'gatehouse-cli';
  const near = relative(cwd(), file);
  return `node ${near.startsWith('..') ? file : near}`;
}

export const signedOut = (site) =>
  new Failure(
    `You were signed out of ${site}. Sign in again with: ${calledAs()} login`,
    EXIT.signedOut,
  );

export const neverSignedIn = () =>
  new Failure(`You are not signed in. Sign in with: ${calledAs()} login`, EXIT.signedOut);
