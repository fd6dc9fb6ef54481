import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { rows } from '#e2e/support/rows';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { newVisitor } from '#e2e/support/visitor';
import { EXAMPLE } from '#lib/product/example';

let home = '';
let server: TestServer | undefined;

/** A copy of what git has or would take, in a repository of its own, with the packages as hard links. */
test.beforeAll(() => {
  mkdirSync('test-results', { recursive: true });
  home = mkdtempSync('test-results/example-removed-');
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const path of listed.split('\n').filter(Boolean)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    cpSync(path, join(home, path));
  }
  execFileSync('cp', ['-al', 'node_modules', join(home, 'node_modules')]);
  // The bundler follows no link out of its root.
  const config = join(home, 'next.config.mjs');
  const text = readFileSync(config, 'utf8');
  const root = `  turbopack: { root: '${resolve(home)}' },\n  poweredByHeader`;
  writeFileSync(config, text.replace('  poweredByHeader', root));
  git('init', '-q');
  commit('As it came');
});
test.afterAll(async () => {
  await server?.remove();
  rmSync(home, { recursive: true, force: true });
});

const git = (...words: string[]) => execFileSync('git', words, { cwd: home, encoding: 'utf8' });
function commit(says: string) {
  git('add', '-A');
  git('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '-qm', says);
}

function run(...words: string[]) {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: home,
    encoding: 'utf8',
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
    maxBuffer: 2 ** 28,
  });
  return { code: status, output: `${stdout}${stderr}` };
}
const gatehouse = (...words: string[]) =>
  run('--conditions=react-server', 'lib/operator/gatehouse.ts', ...words);
function succeed({ code, output }: ReturnType<typeof run>) {
  expect(code, output.slice(-20_000)).toBe(0);
}

/** A clone that has taken it out has nothing to try. */
function whileItIsHere(title: string, run: () => Promise<void>) {
  if (EXAMPLE) test(title, run);
}

whileItIsHere(
  'the example is taken out of a copy, which passes its gates, starts, and takes a resource of its own',
  async () => {
    test.setTimeout(2_400_000);
    const { plural = '' } = EXAMPLE ?? {};
    const resource = `lib/product/${plural}/resource.ts`;

    // A database that somebody has written in, from before.
    succeed(run('scripts/run.mjs', 'build'));
    server = await startServer(LIGHT, undefined, home);
    const ada = newVisitor(server);
    const email = await ada.signUp();
    const made = await ada.submit(await ada.form(`/${plural}/new`), [
      ['title', 'Plans'],
      ['text', 'First'],
    ]);
    expect(made.status).toBe(303);
    await server.stop();

    // It refuses, and changes nothing.
    expect(gatehouse('example', 'remove')).toMatchObject({
      code: 1,
      output: expect.stringMatching(/IS DROPPED.*say --yes/s),
    });
    const text = readFileSync(join(home, resource), 'utf8');
    writeFileSync(join(home, resource), `${text}\n// ours\n`);
    expect(gatehouse('example', 'remove', '--yes').output).toContain('not committed');
    commit('Ours');
    expect(gatehouse('example', 'remove', '--yes').output).toContain(`  ${resource}\n`);
    writeFileSync(join(home, resource), text);
    commit('As it was');
    expect(gatehouse('example', 'remove', '--yes', '--now')).toMatchObject({ code: 2 });
    expect(git('status', '--porcelain')).toBe('');

    // It does it, and has nothing to do a second time.
    succeed(gatehouse('example', 'remove', '--yes'));
    commit('Without the example');
    expect(gatehouse('example', 'remove')).toMatchObject({
      code: 0,
      output: expect.stringContaining('nothing to remove'),
    });
    succeed(run('scripts/run.mjs', 'check'));
    succeed(run('scripts/run.mjs', 'build'));

    // The rows are gone, the person is there, and so is everything else.
    await server.start();
    expect(rows(server, 'select name from sqlite_master where name = ?', plural)).toEqual([]);
    expect(rows(server, 'select * from grants')).toEqual([]);
    expect(rows(server, 'select stored_bytes from users where email = ?', email)).toEqual([
      { stored_bytes: 0 },
    ]);
    const again = newVisitor(server);
    await again.signIn(email);
    for (const path of ['/dashboard', '/settings/data', '/settings/activity', '/settings/apps'])
      expect([path, (await again.go(path)).status]).toEqual([path, 200]);
    for (const path of [`/${plural}`, `/api/v1/${plural}`, `/examples/${plural}`])
      expect([path, (await again.go(path)).status]).toEqual([path, 404]);
    expect((await newVisitor(server).go('/api/v1/openapi.json')).text).not.toContain(`/${plural}`);
    await newVisitor(server).signUp();
    await server.stop();

    // And there is room for a thing of its own.
    succeed(gatehouse('new', 'resource', 'projects', 'title:line', 'body:text'));
    commit('Projects');
    succeed(run('scripts/run.mjs', 'check'));
  },
);
