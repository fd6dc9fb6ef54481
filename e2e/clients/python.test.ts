import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findPython } from '../../scripts/test-programs.mjs';
import { grantDevice } from '../support/grant-consent.ts';
import { expect, test } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

test('a Python program with requests-oauthlib signs in by the device grant, calls the API, refreshes', async ({
  server,
}) => {
  const python = findPython();
  expect(
    python,
    'python3 with the libraries of scripts/test-programs is missing: npm test installs it on Debian as root',
  ).not.toBeNull();
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  const words = [
    'e2e/clients/device_grant.py',
    server.url,
    'gatehouse-cli',
    'account:read notes:read',
  ];
  const program = spawn(String(python), words, {
    // The library has to be told that plain http, here on loopback, is meant.
    env: { OAUTHLIB_INSECURE_TRANSPORT: '1' } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
  let printed = '';
  let problem = '';
  program.stdout.on('data', (text) => {
    printed += text;
  });
  program.stderr.on('data', (text) => {
    problem += text;
  });
  const ended = once(program, 'close');
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(/^[A-Z]{4}-[A-Z]{4}\n/);
  expect((await visitor.go(await grantDevice(visitor, printed.trim()))).text).toContain('You let ');
  expect(await ended, problem).toEqual([0, null]);
  const said = JSON.parse(printed.split('\n')[1] ?? '');
  expect(said.me).toMatchObject({ email });
  expect(said.again).toEqual(said.me);
  expect(said.scope).toEqual(['account:read', 'notes:read']);
});
