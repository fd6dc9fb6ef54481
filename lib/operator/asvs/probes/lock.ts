import { existsSync, readFileSync } from 'node:fs';
import { failed, type Probe, verdictOf } from '#lib/operator/asvs/probe';

type Locked = { version?: string; integrity?: string; hasInstallScript?: boolean; dev?: boolean };
type Packages = Record<string, Locked>;

const NOTE = 'node_modules/.package-lock.json';
/** None may run: package.json forbids esbuild's; of better-sqlite3 npm takes its binding.gyp for one (gypfile: false). */
const MAY_HAVE_SCRIPT = /(^|\/)node_modules\/(esbuild|better-sqlite3)$/;

const packagesIn = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as { packages: Packages }).packages;

/** What is installed otherwise than the lock file says. */
export function strange(wanted: Packages, there: Packages): string[] {
  return Object.entries(there).flatMap(([path, { version, integrity, hasInstallScript }]) => {
    const entry = wanted[path];
    const rules: [boolean, string][] = [
      [entry !== undefined, 'is in no lock file'],
      [entry === undefined || entry.version === version, `is ${version}, not ${entry?.version}`],
      [
        entry === undefined || entry.integrity === integrity,
        'has other bytes than the lock file says',
      ],
      [Boolean(entry?.integrity?.startsWith('sha512-')), 'has no hash in the lock file'],
      [!hasInstallScript || MAY_HAVE_SCRIPT.test(path), 'runs a script when it is installed'],
    ];
    return rules.filter(([isRight]) => !isRight).map(([, says]) => `${path} ${says}.`);
  });
}

export const lockProbe: Probe = {
  about: 'Whether node_modules is what the lock file says, with the hash of each package.',
  look: async () => {
    if (!existsSync(NOTE)) return failed('npm has noted nothing of what it installed: run npm ci.');
    const there = packagesIn(NOTE);
    const faults = strange(packagesIn('package-lock.json'), there);
    return verdictOf(
      faults.slice(0, 5),
      `${Object.keys(there).length} packages are those of the lock file, each with its hash.`,
    );
  },
};
