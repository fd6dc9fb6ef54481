import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { CommandRefused } from '#lib/operator/terminal';

/** Refuses where files would go that nothing could bring back: there is no git, or it does not have what is here. */
export function refuseUncommitted() {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  const says =
    status !== 0
      ? 'This is no git repository, so that nothing could bring the files back.'
      : stdout.trim() !== '' &&
        'There are changes here that are not committed, and what is removed could not be told from them.';
  if (says)
    throw new CommandRefused(`${says} Commit first, or say --uncommitted. Nothing was removed.`, 1);
}

/** Refuses where somebody has made something of their own out of the example. */
export function refuseEdited(changed: string[]) {
  if (changed.length === 0) return;
  throw new CommandRefused(
    `These files of the example are not as they came, and would be gone:\n${changed.map((path) => `  ${path}`).join('\n')}\nSay --force to remove them too. Nothing was removed.`,
    1,
  );
}

/** Asks the person at the terminal to type the name; where nobody is there, --yes has to say it. */
export async function askFor(name: string, plan: string[]) {
  if (!process.stdin.isTTY)
    throw new CommandRefused(
      `${plan.join('\n')}\nNobody can be asked here: say --yes. Nothing was removed.`,
      1,
    );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const typed = await terminal.question(`${plan.join('\n')}\nType "${name}" to remove it: `);
    if (typed.trim() !== name)
      throw new CommandRefused(`That was not "${name}". Nothing was removed.`, 1);
  } finally {
    terminal.close();
  }
}
