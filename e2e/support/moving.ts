import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatehouse } from '#lib/testing/deployment.test-support';
import type { TestServer } from './server.ts';

/** Brings people as an operator does while the server runs, with these options; answers what is reported. */
export async function moveIn(server: TestServer, people: object[], ...options: string[]) {
  const file = join(server.folder, `${Date.now()}.ndjson`);
  writeFileSync(file, people.map((person) => JSON.stringify(person)).join('\n'));
  const { stdout, stderr } = await gatehouse(server, 'users', 'import', file, '--json', ...options);
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout) as { made: number; refused: object; leftOut: object };
}
