import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificate } from '#lib/testing/certificate.test-support';
import { freePort } from './server.ts';

const NAME = 'gatehouse.test';
const READY_MS = 20_000;

/** Where the names and ports of a file of docs/deploy are, in a test. */
type Place = { folder: string; tls: number; plain: number; behind: number };

/** The reference files of docs/deploy, changed in nothing but names, ports and the certificate. */
const PROGRAMS = {
  nginx: {
    command: 'nginx',
    args: (file: string, folder: string) => ['-p', folder, '-e', 'stderr', '-c', file],
    configure: ({ folder, tls, plain, behind }: Place) => {
      const site = readFileSync('docs/deploy/nginx.conf', 'utf8')
        .replaceAll('app.example.org', NAME)
        .replaceAll(`/etc/ssl/${NAME}`, join(folder, 'site'))
        .replaceAll('127.0.0.1:3000', `127.0.0.1:${behind}`)
        .replaceAll('listen 443', `listen 127.0.0.1:${tls}`)
        .replaceAll('listen 80', `listen 127.0.0.1:${plain}`)
        .replaceAll('listen [::]:443', `listen 127.0.0.2:${tls}`)
        .replaceAll('listen [::]:80', `listen 127.0.0.2:${plain}`);
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((name) => `${name}_temp_path ${join(folder, name)};`)
        .join('\n');
      return `daemon off; worker_processes 1; pid ${folder}/pid; ${process.getuid?.() === 0 ? 'user root;' : ''}
events {} http { access_log off; ${paths}\n${site}\n}`;
    },
  },
  caddy: {
    command: 'caddy',
    args: (file: string) => ['run', '--adapter', 'caddyfile', '--config', file],
    configure: ({ folder, tls, plain, behind }: Place) =>
      readFileSync('docs/deploy/Caddyfile', 'utf8')
        .replace('{\n\tservers', `{\n\tadmin off\n\tstorage file_system ${folder}\n\tservers`)
        .replace('http://{$SITE:app.example.org} {', `http://${NAME}:${plain} {\n\tbind 127.0.0.1`)
        .replace(
          '\n{$SITE:app.example.org} {',
          `\n${NAME}:${tls} {\n\tbind 127.0.0.1\n\ttls ${folder}/site.crt ${folder}/site.key`,
        )
        // As compose.yaml says it: by the variable.
        .replace('{$GATEHOUSE:127.0.0.1:3000}', `{$GATEHOUSE_OF_TEST:127.0.0.1:${behind}}`),
  },
} as const;

export type ProxyName = keyof typeof PROGRAMS;
export const PROXY_NAMES = Object.keys(PROGRAMS) as ProxyName[];
export type ReverseProxy = Awaited<ReturnType<typeof startReverseProxy>>;

/** Starts the proxy with its file of docs/deploy, in front of the port given by `standBefore`. */
export async function startReverseProxy(name: ProxyName) {
  const folder = mkdtempSync(join(tmpdir(), `gatehouse-${name}-`));
  const { key, cert } = makeCertificate(NAME);
  writeFileSync(join(folder, 'site.key'), key, { mode: 0o600 });
  writeFileSync(join(folder, 'site.crt'), cert);
  const [tls, plain] = [await freePort(), await freePort()];
  let child: ChildProcess | undefined;
  let said = '';
  return {
    url: `https://${NAME}:${tls}`,
    plain: { url: `http://${NAME}`, port: plain },
    cert,
    /** The site as somebody who comes to the proxy from this address of 127.0.0.0/8 finds it. */
    from: (localAddress: string) => ({ port: tls, ca: cert, localAddress }),
    async standBefore(behind: number) {
      const file = join(folder, 'config');
      const { command, args, configure } = PROGRAMS[name];
      writeFileSync(file, configure({ folder, tls, plain, behind }));
      child = spawn(command, args(file, folder), {
        env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.on('error', (error) => {
        said += error.message;
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (text) => {
          said += text;
        });
      await listening(tls, () => {
        if (child?.exitCode !== null) throw new Error(`${name} ended:\n${said}`);
      });
    },
    async close() {
      if (child && child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number, check: () => void) {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(50)) {
    check();
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false));
    });
    socket.destroy();
    if (isOpen) return;
  }
  throw new Error(`nothing listens on ${port}`);
}
