import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { hashSync } from 'bcryptjs';
import { QUICK_START } from '#lib/testing/deployment.test-support';
import { rows } from '../support/rows.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { expectSoundDatabase } from '../support/sound-database.ts';
import { PASSWORD } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const PEOPLE = 20_000;
const KILLS = 3;

let server: TestServer;
test.beforeEach(async () => {
  server = await startServer(LIGHT);
});
test.afterEach(() => server.remove());

const importing = (file: string) =>
  spawn(
    process.execPath,
    ['--conditions=react-server', 'lib/operator/gatehouse.ts', 'users', 'import', file, '--json'],
    { env: { ...process.env, ...QUICK_START, DATABASE_URL: `file:${server.database}` } },
  );

const countMade = () =>
  (
    rows(server, "select count(*) as count from users where email like 'moved%'")[0] as {
      count: number;
    }
  ).count;

test('an import beside a server is killed three times and begun again: everybody is there once, and signs in', async () => {
  test.setTimeout(180_000);
  const file = join(dirname(server.database), 'people.ndjson');
  const password_hash = hashSync(PASSWORD, 6);
  const lines = Array.from({ length: PEOPLE }, (_, nth) =>
    JSON.stringify({ email: `moved${nth}@example.com`, verified: true, password_hash }),
  );
  writeFileSync(file, lines.join('\n'));
  const reached = [0];
  for (let nth = 0; nth < KILLS; nth++) {
    const before = countMade();
    const killed = importing(file);
    while (countMade() < before + 1_000) await sleep(20);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    reached.push(countMade());
    expect((reached.at(-1) ?? 0) % 200).toBe(0);
    expect(reached.at(-1)).toBeLessThan(PEOPLE);
  }
  const last = importing(file);
  const [[exitCode], said] = await Promise.all([once(last, 'exit'), Array.fromAsync(last.stdout)]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(said.join(''))).toMatchObject({
    made: PEOPLE - (reached.at(-1) ?? 0),
    there: reached.at(-1),
  });
  expect(countMade()).toBe(PEOPLE);
  const [ways] = rows(
    server,
    "select count(*) as count from credentials where secret like '$2b$%'",
  );
  expect(ways).toEqual({ count: PEOPLE });
  for (const nth of [0, reached[1] ?? 0, PEOPLE - 1])
    expect((await newVisitor(server).signIn(`moved${nth}@example.com`)).status).toBe(303);
  expectSoundDatabase(server.database);
});
