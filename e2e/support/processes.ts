import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * Keeps an eye on the command lines and environments of every process that belongs to this home, as anybody
 * on a machine can read the first and the same user the second. Where there is no /proc it sees nothing.
 */
export function watchProcesses(home: string) {
  const texts = new Set<string>();
  const look = () => {
    const pids = existsSync('/proc/self/environ') ? readdirSync('/proc') : [];
    for (const pid of pids.filter((name) => /^\d+$/.test(name))) {
      const environment = read(`/proc/${pid}/environ`);
      if (environment.includes(home)) texts.add(read(`/proc/${pid}/cmdline`)).add(environment);
    }
  };
  const timer = setInterval(look, 10);
  return {
    /** Everything that was seen; the watch is over. */
    seen() {
      clearInterval(timer);
      return [...texts].join('\n');
    },
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
