import { readFileSync, realpathSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from '#e2e/support/test';
import { FLOORS_OF_PACKAGES, isAtLeast, SQLITE_FLOOR } from '#lib/operator/asvs/floors';

/** Scripts that run while packages are installed: none may, see `allowScripts` in package.json. */
const MAY_HAVE_SCRIPTS = /(^|\/)node_modules\/esbuild$/;

type Locked = Record<
  string,
  { version?: string; integrity?: string; hasInstallScript?: boolean; resolved?: string }
>;
const readLock = () =>
  (JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Locked }).packages;

test('nothing is installed that is older than its last known hole', () => {
  const packages = readLock();
  for (const [name, { version: floor }] of Object.entries(FLOORS_OF_PACKAGES)) {
    const found = Object.entries(packages).filter(([path]) =>
      path.endsWith(`node_modules/${name}`),
    );
    expect(found.length, name).toBeGreaterThan(0);
    for (const [path, { version = '0' }] of found)
      expect(isAtLeast(version, floor), `${path} ${version} >= ${floor}`).toBe(true);
  }
  const { version } = new Database(':memory:')
    .prepare('select sqlite_version() as version')
    .get() as { version: string };
  expect(isAtLeast(version, SQLITE_FLOOR.version), `SQLite ${version}`).toBe(true);
  expect([isAtLeast('16.4.5', '16.4.6'), isAtLeast('16.10.0', '16.4.6')]).toEqual([false, true]);
});

test('everything that is installed stands in the lock file with the hash of its bytes, and no script runs', () => {
  const locked = Object.entries(readLock()).filter(([path]) => path !== '');
  expect(locked.length).toBeGreaterThan(300);
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripted.filter(([path]) => !MAY_HAVE_SCRIPTS.test(path))).toEqual([]);
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    allowScripts: Record<string, boolean>;
  };
  expect(Object.values(allowScripts)).not.toContain(true);
  // The Node that runs this is one of them, not one that a script fetched past the lock file.
  expect(realpathSync(process.execPath)).toMatch(
    /node_modules\/node-linux-(x64|arm64)\/bin\/node$/,
  );
});
