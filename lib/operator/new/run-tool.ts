import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandRefused } from '#lib/operator/terminal';

/** Runs a development tool of the project; answers how it ended and what it said. */
export async function runDevTool(
  tool: string,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  const path = join('node_modules', tool);
  if (!existsSync(path))
    throw new CommandRefused(
      `${tool.split('/')[0]} is not installed here: run "npm ci". Nothing was written.`,
      1,
    );
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, output };
}
