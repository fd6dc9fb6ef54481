import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'; // biome-ignore format: one list
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { findOnPath, installPackage } from '../../scripts/debian.mjs';
import { sourceFiles } from './source-files.ts';

/** The user under which a container serves: see scripts/container.mjs. */
const USER = '10001';
const CA = '/etc/own-ca.pem';

/** What a machine needs to reach the registry of npm, and no setting of ours. */
function wayOut(ca: string | undefined) {
  const names = ['http_proxy', 'https_proxy', 'no_proxy', 'npm_config_registry'];
  const known = names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return { ...Object.fromEntries(known), ...(ca && { NODE_EXTRA_CA_CERTS: ca }) };
}

/** Installs debootstrap where that is possible; says in a sentence what is missing for a root of Debian. */
function requireDebootstrap() {
  if (!findOnPath(['debootstrap'])) installPackage('debootstrap');
  if (process.getuid?.() !== 0 || !findOnPath(['debootstrap']))
    throw new Error('This test makes a root of Debian: run it as root, with debootstrap on the PATH (Debian: debootstrap).'); // biome-ignore format: one line
}

/** The npm of this machine, without the packages of this clone. */
const findNpm = () => {
  const path = (process.env['PATH'] ?? '')
    .split(':')
    .filter((one) => !one.includes('node_modules'));
  const npm = path.map((folder) => join(folder, 'npm')).find((file) => existsSync(file));
  return npm ? { bin: dirname(npm), home: resolve(dirname(realpathSync(npm)), '..') } : null;
};

/**
 * A root with the least of Debian, a Node and npm, as the base of the Containerfile has them, and the sources of this clone at
 * /build. `run` runs something in it, with an empty environment but the way to the registry.
 */
export function makeBareRoot() {
  requireDebootstrap();
  const root = mkdtempSync(join(tmpdir(), 'gatehouse-root-'));
  chmodSync(root, 0o755);
  const made = spawnSync('debootstrap', ['--variant=minbase', 'bookworm', root], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`${made.stdout.slice(-2000)}\n${made.stderr}`);
  const local = join(root, 'usr/local');
  copyFileSync(realpathSync(process.execPath), join(local, 'bin/node'));
  cpSync(findNpm()?.home ?? '', join(local, 'lib/node_modules/npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin/npm'));
  copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
  const ca = process.env['NODE_EXTRA_CA_CERTS'];
  if (ca) copyFileSync(ca, join(root, CA));
  for (const file of sourceFiles()) {
    mkdirSync(dirname(join(root, 'build', file)), { recursive: true });
    copyFileSync(file, join(root, 'build', file));
  }
  const data = join(root, 'data');
  mkdirSync(data, { mode: 0o700 });
  chownSync(data, Number(USER), Number(USER));

  const inside = (mounts: string, user: string, env: Record<string, string>, words: string[]) => {
    const settings = { PATH: '/usr/local/bin:/usr/bin:/bin', ...env };
    const set = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    const chroot = ['chroot', ...(user ? [`--userspec=${user}:${user}`, `--groups=${user}`] : [])];
    const all = [...chroot, root, '/usr/bin/env', '-i', ...set, ...words];
    return ['--mount', 'sh', '-ec', `${mounts}\nexec "$@"`, 'sh', ...all];
  };
  const machine = `mount -t proc proc ${root}/proc; mount --rbind /dev ${root}/dev`;
  return {
    root,
    /** As root, in a root that may be written; answers what was said. */
    run(...words: string[]) {
      const env = { HOME: '/root', ...wayOut(ca && CA) };
      const ran = spawnSync('unshare', inside(machine, '', env, words), { encoding: 'utf8' });
      if (ran.status !== 0)
        throw new Error(`${ran.stdout.slice(-4000)}\n${ran.stderr.slice(-4000)}`);
      return ran.stdout;
    },
    /** As the user who serves, in a root that cannot be written but for /data and /tmp. */
    serve(env: Record<string, string>, ...words: string[]) {
      const mounts = [
        `mount --bind ${root} ${root}`,
        machine,
        `mount -t tmpfs tmpfs ${root}/tmp`,
        `mount --bind ${data} ${data}`,
        `mount -o remount,bind,ro ${root}`,
      ];
      return spawn('unshare', inside(mounts.join('\n'), USER, env, words));
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs something of a clone as another user with nothing of this environment. */
export function runAs(
  user: number,
  group: number,
  env: Record<string, string>,
  words: string[],
  cwd: string,
) {
  const PATH = `${findNpm()?.bin}:/usr/bin:/bin`;
  const who = [`--reuid=${user}`, `--regid=${group}`, '--clear-groups'];
  return spawn('setpriv', [...who, ...words], {
    cwd,
    env: { PATH, ...env } as unknown as NodeJS.ProcessEnv,
  });
}

/** npm in a clone, as an operator runs it. */
export function npmIn(folder: string, ...words: string[]) {
  const { bin } = findNpm() ?? { bin: '' };
  const env = {
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: process.env['HOME'],
    ...wayOut(process.env['NODE_EXTRA_CA_CERTS']),
  };
  const ran = spawnSync('npm', words, {
    cwd: folder,
    encoding: 'utf8',
    env: env as unknown as NodeJS.ProcessEnv,
  });
  if (ran.status !== 0) throw new Error(`${ran.stdout.slice(-4000)}\n${ran.stderr.slice(-4000)}`);
  return `${ran.stdout}${ran.stderr}`;
}

/** Megabytes that a folder takes on the disk. */
export const megabytesOf = (folder: string) =>
  Number(spawnSync('du', ['-sm', folder], { encoding: 'utf8' }).stdout.split('\t')[0]);
