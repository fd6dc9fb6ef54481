import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { FLOORS_OF_PACKAGES, type Floor, isAtLeast, SQLITE_FLOOR } from '#lib/operator/asvs/floors';
import { type Probe, verdictOf } from '#lib/operator/asvs/probe';

/** The version that lies in node_modules; null for a package of another platform. */
function installed(name: string): string | null {
  const file = `node_modules/${name}/package.json`;
  if (!existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

type Sqlite = { prepare(sql: string): { get(): { version: string } }; close(): void };

/** The SQLite that is built into the package. */
function sqliteVersion(): string {
  const Database = createRequire(import.meta.url)('better-sqlite3') as new (file: string) => Sqlite;
  const sqlite = new Database(':memory:');
  const { version } = sqlite.prepare('select sqlite_version() as version').get();
  sqlite.close();
  return version;
}

/** What is older than its floor. */
export const tooOld = (found: [name: string, version: string | null, floor: Floor][]) =>
  found
    .filter(([, version, floor]) => version !== null && !isAtLeast(version, floor.version))
    .map(
      ([name, version, { version: least, since }]) =>
        `${name} is ${version}; since ${since} nothing below ${least} is good.`,
    );

export const versionsProbe: Probe = {
  about: 'What is installed against the oldest release of each part without a known hole.',
  look: async () => {
    const version = sqliteVersion();
    const packages = Object.entries(FLOORS_OF_PACKAGES).map(
      ([name, floor]): [string, string | null, Floor] => [name, installed(name), floor],
    );
    return verdictOf(
      tooOld([...packages, ['SQLite', version, SQLITE_FLOOR]]),
      `${packages.length + 1} parts are as new as they have to be.`,
    );
  },
};
