import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPostgres, NO_POSTGRES } from '../../scripts/postgres.mjs';

const PORT = 5432;

/**
 * A PostgreSQL of the tests' own, at a socket in a folder of its own. It forgets with the machine and is quick for it:
 * nothing waits for the disk, unless it `isDurable`. Gone when it is removed, or this process ends.
 */
export async function startCluster({ isDurable = false } = {}) {
  const folder = newClusterFolder();
  initDatabase(folder);
  const server = serverIn(folder, { isDurable });
  await server.start();
  return {
    url: (database: string) => `postgres://gatehouse@/${database}?host=${folder}`,
    ...server,
  };
}

/** A folder that the account has which PostgreSQL runs under. */
export function newClusterFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-postgres-'));
  const account = notRoot();
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** Makes the files of a server that has never run, in the folder `data` of this one. */
export function initDatabase(folder: string) {
  const made = runAsPostgres(folder, join(postgresPrograms(), 'initdb'), [
    ...['-D', 'data', '-U', 'gatehouse', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
  ]);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
}

/** Runs a program in a folder, under the account that has it. */
export const runAsPostgres = (folder: string, program: string, words: string[]) =>
  spawnSync(program, words, { ...notRoot(), cwd: folder, encoding: 'utf8' });

type ServerOptions = { port?: number; isDurable?: boolean };

/** The server whose files lie in a folder: at its socket there, and at a port when one is given. */
export function serverIn(folder: string, { port, isDurable = false }: ServerOptions = {}) {
  let server: ChildProcess;
  const end = (signal: NodeJS.Signals) => server?.kill(signal) ?? false;
  const endWithUs = () => void end('SIGQUIT');
  process.once('exit', endWithUs);

  async function start() {
    server = spawn(
      join(postgresPrograms(), 'postgres'),
      ['-D', 'data', ...settingsFor(folder, port, isDurable)],
      {
        ...notRoot(),
        cwd: folder,
        stdio: 'ignore',
      },
    );
    await untilThere(join(folder, `.s.PGSQL.${port ?? PORT}`), server);
  }

  async function stop() {
    const ended = once(server, 'exit');
    if (end('SIGQUIT')) await ended;
  }

  return {
    start,
    /** As a server goes down whose process is killed: whoever is connected is cut off. */
    stop,
    /** kill -9 of all of its processes at once, as when the machine goes. */
    async kill() {
      const { pid } = server;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      const ended = once(server, 'exit');
      for (const one of [pid, ...children.map(Number)]) process.kill(one as number, 'SIGKILL');
      await ended;
      // Of a server that was killed it stays, and the next start would wait for nothing.
      rmSync(join(folder, `.s.PGSQL.${port ?? PORT}`), { force: true });
    },
    async remove() {
      process.off('exit', endWithUs);
      if (server.exitCode === null && server.signalCode === null) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function postgresPrograms(): string {
  const programs = findPostgres();
  if (!programs) throw new Error(NO_POSTGRES);
  return programs;
}

function settingsFor(folder: string, port: number | undefined, isDurable: boolean): string[] {
  const settings = {
    listen_addresses: port ? '127.0.0.1' : '',
    port: String(port ?? PORT),
    unix_socket_directories: folder,
    fsync: isDurable ? 'on' : 'off',
    full_page_writes: isDurable ? 'on' : 'off',
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
