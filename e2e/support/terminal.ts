import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

const PATIENCE_MS = 45_000;

/** Runs a program in a pseudo-terminal of its own, as `script` makes one: it sees a terminal, and can be typed to. */
export function openTerminal(program: string, words: string[], env: Record<string, string>) {
  const line = [program, ...words].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const isMac = process.platform === 'darwin';
  const how = isMac ? ['-q', '/dev/null', program, ...words] : ['-qefc', line, '/dev/null'];
  const child = spawn('script', how, {
    env: { TERM: 'xterm', ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      printed += text;
    });
  const exitCode = ended(child, () => printed);
  // The test that waits for the screen hears of it there.
  exitCode.catch(() => undefined);
  const screen = () => stripVTControlCharacters(printed).replaceAll('\r', '');

  /** Waits until the screen shows this. */
  async function shows(pattern: RegExp): Promise<RegExpMatchArray> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const isOver = child.exitCode !== null;
      const found = screen().match(pattern);
      if (found) return found;
      if (isOver || Date.now() > deadline) throw new Error(`No ${pattern} in:\n${screen()}`);
      await sleep(20);
    }
  }

  return {
    screen,
    shows,
    /** Types; ends with Ctrl-D when told so. */
    type: (text: string, { end = false } = {}) => child.stdin.write(end ? `${text}\n\x04` : text),
    exitCode,
    close: () => child.kill(),
  };
}

function ended(child: ChildProcess, printed: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = () => {
      child.kill();
      reject(new Error(`The program did not end:\n${printed()}`));
    };
    const timer = setTimeout(late, PATIENCE_MS);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(code ?? -1);
    });
  });
}
