import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgres, NO_POSTGRES } from '../../scripts/postgres.mjs';

/**
 * A PostgreSQL of the tests' own, at a socket in a folder of its own. It forgets with the machine and is quick for it:
 * nothing waits for the disk. Gone when it is removed, or this process ends.
 */
export async function startCluster() {
  const programs = postgresPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-postgres-'));
  const account = notRoot();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'gatehouse', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    { ...account, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  let server: ChildProcess;
  const kill = () => server.kill('SIGQUIT');
  process.once('exit', kill);

  async function start() {
    server = spawn(join(programs, 'postgres'), ['-D', data, ...settingsFor(folder)], {
      ...account,
      cwd: folder,
      stdio: 'ignore',
    });
    await untilThere(join(folder, '.s.PGSQL.5432'), server);
  }

  async function stop() {
    const ended = once(server, 'exit');
    if (kill()) await ended;
  }

  await start();
  return {
    url: (database: string) => `postgres://gatehouse@/${database}?host=${folder}`,
    start,
    /** As a server goes down whose process is killed: whoever is connected is cut off. */
    stop,
    async remove() {
      process.off('exit', kill);
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresPrograms(): string {
  const programs = findPostgres();
  if (!programs) throw new Error(NO_POSTGRES);
  return programs;
}

function settingsFor(folder: string): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    max_pred_locks_per_transaction: '256',
    log_min_messages: 'fatal',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function untilThere(socket: string, server: ChildProcess) {
  for (let tries = 0; !existsSync(socket); tries++) {
    if (server.exitCode !== null || tries > 600) throw new Error('PostgreSQL did not start.');
    await sleep(50);
  }
}

/** PostgreSQL refuses to run as root: it gets the account that Debian made for it. */
function notRoot(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const number = (flag: string) =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: number('-u'), gid: number('-g') };
}
