import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort, LIGHT } from '#e2e/support/server';
import { openTerminal } from '#e2e/support/terminal';
import { QUICK_START } from '#lib/testing/deployment.test-support';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-terminal-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('on a terminal the server writes lines for people, and the commands columns; NO_COLOR takes the colours', async () => {
  const port = await freePort();
  const env = {
    NODE_ENV: 'production',
    PATH: process.env['PATH'] ?? '',
    PORT: String(port),
    DATABASE_URL: `file:${folder}/gatehouse.db`,
    ...QUICK_START,
    ...LIGHT,
  };
  const server = openTerminal(process.execPath, ['lib/server/http/serve.ts'], env);
  try {
    await server.shows(/Gatehouse is ready at http:\/\/localhost:\d+\n/);
    await fetch(`http://localhost:${port}/sign-in`, { method: 'PUT', body: '\u001b[2Jx' });
    await server.shows(/^\d\d:\d\d:\d\d {2}info {3}PUT \/sign-in 405 {2}\d+ ms {2}/m);
    expect(server.screen()).not.toMatch(/^\{/m);
  } finally {
    server.close();
    await server.exitCode.catch(() => undefined);
  }

  const operator = (script: string, ...words: string[]) =>
    openTerminal(process.execPath, ['--conditions=react-server', `lib/operator/${script}.ts`, ...words], { ...env, PORT: '1' }); // biome-ignore format: one line
  const added = operator('gatehouse', 'users', 'add', 'ada@example.com', '--name', '日本');
  expect(await added.exitCode).toBe(0);
  const list = operator('gatehouse', 'users', 'list');
  expect(await list.exitCode).toBe(0);
  expect(list.screen()).toContain('ADDRESS          NAME\nada@example.com  日本\n');
  const doctor = operator('doctor');
  await doctor.exitCode;
  const lines = doctor.screen().trim().split('\n');
  expect(lines[0]).toMatch(/^ok {2,}runtime {2,}Node /);
  expect(lines.at(-1)).toMatch(/^\d+ problems, \d+ warnings$/);
});
