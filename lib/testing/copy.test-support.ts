import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';

const COPIED = [
  'app',
  'drizzle',
  'e2e',
  'lib',
  'package.json',
  'scripts',
  'texts',
  'tsconfig.json',
];

/** A copy of the sources, to be changed; it is gone when the test is over. */
export function copySources(): string {
  const folder = makeFolder();
  for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Writes a file into the copy. */
export function write(folder: string, file: string, text: string) {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Runs one of the tools that are installed in the copy. */
export const runTool = (folder: string, tool: string, ...args: string[]) =>
  runScript(folder, resolve('node_modules', tool), ...args);

/** Runs Node in the copy; answers how it ended, and all that it said. */
export async function runScript(folder: string, ...args: string[]) {
  const child = spawn(process.execPath, args, { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  const code = await new Promise((done) => child.on('close', done));
  return { code, output };
}

/** The same, and it has nothing to complain of. */
export async function runIn(folder: string, tool: string, ...args: string[]): Promise<string> {
  const { code, output } = await runTool(folder, tool, ...args);
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  return output;
}

/** Compiles the copy, and runs these of its tests. */
export async function checkIn(folder: string, ...tests: string[]): Promise<string> {
  expect(await runIn(folder, 'typescript/bin/tsc', '--noEmit')).toBe('');
  return runIn(folder, 'vitest/vitest.mjs', 'run', '--config', 'lib/vitest.config.ts', ...tests);
}
