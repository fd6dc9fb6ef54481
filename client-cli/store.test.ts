import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findKeychain } from './keychain.mjs';
import { configFolder, openStore } from './store.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const site = 'https://gate.example';
const tokens = { refreshToken: 'the-refresh-token', accessToken: 'the-access-token', expiresAt: 1 };
const everything = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join();

const newKeychain = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, text: string) => kept.set(key, text).size > 0,
    remove: (key: string) => kept.delete(key),
  };
};

test('without a keychain the tokens are in the file, and gone from it when they are forgotten', () => {
  const store = openStore({ folder, keychain: null });
  expect(store.read()).toBeNull();
  expect(store.write({ site, tokens })).toBe('file');
  expect(store.read()).toEqual({ site, place: 'file', tokens });
  store.forget();
  expect(store.read()).toEqual({ site, place: 'nowhere', tokens: null });
  expect(everything()).not.toContain('-token');
});

test('with a keychain they are never in a file', () => {
  const keychain = newKeychain();
  const store = openStore({ folder, keychain });
  expect(store.write({ site, tokens })).toBe('keychain');
  expect(everything()).not.toContain('-token');
  expect(store.read()).toEqual({ site, place: 'keychain', tokens });
  keychain.kept.clear();
  expect(() => store.read()).toThrow(/The keychain does not give out your sign-in/);
  store.forget();
  expect(store.read()?.tokens).toBeNull();
});

test('a sign-in where a keychain stopped working has the tokens in the file from then on', () => {
  openStore({ folder, keychain: newKeychain() }).write({ site, tokens });
  const without = openStore({ folder, keychain: null });
  expect(() => without.read()).toThrow(/Unlock it, or sign in again/);
  expect(without.peek()).toEqual({ site, place: 'keychain' });
  expect(without.write({ site, tokens })).toBe('file');
  expect(without.read()?.tokens).toEqual(tokens);
});

test('a file that cannot be read says what to do', () => {
  const store = openStore({ folder, keychain: null });
  writeFileSync(store.path, '{"site":', { mode: 0o600 });
  expect(() => store.read()).toThrow(/cannot be read\. Remove it, and sign in again/);
});

test('it is remembered where the system wants it', () => {
  const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => configFolder({ platform, env });
  const env = (values: Record<string, string>) => values as unknown as NodeJS.ProcessEnv;
  expect(at('linux', env({ XDG_CONFIG_HOME: '/x' }))).toBe('/x/gatehouse');
  expect(at('linux', env({ XDG_CONFIG_HOME: 'relative' }))).toBe(
    join(homedir(), '.config/gatehouse'),
  );
  expect(at('darwin', env({}))).toBe(join(homedir(), '.config/gatehouse'));
  expect(at('win32', env({ APPDATA: '/roaming' }))).toBe(join('/roaming', 'gatehouse'));
});

test('there is no keychain on Linux without its tool, or without a session to ask in', () => {
  const tool = join(folder, 'secret-tool');
  const find = (env: Record<string, string>) =>
    findKeychain({ platform: 'linux', env: env as unknown as NodeJS.ProcessEnv });
  const bus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' };
  expect(find({ PATH: folder, ...bus })).toBeNull();
  writeFileSync(tool, '', { mode: 0o755 });
  expect(find({ PATH: folder })).toBeNull();
  expect(find({ PATH: folder, ...bus })).not.toBeNull();
});
