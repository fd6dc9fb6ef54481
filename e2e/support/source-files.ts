import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';

/** Every file that a fresh clone of the sources as they are now would have. */
export function sourceFiles(): string[] {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  const files = status === 0 ? stdout.split('\0') : globSync('**/*', { exclude: isMade });
  return files.filter((file) => existsSync(file) && statSync(file).isFile());
}

const isMade = (path: string) => /^(node_modules|\.next|data|test-results)(\/|$)/.test(path);
