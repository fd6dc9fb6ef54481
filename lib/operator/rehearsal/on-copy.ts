import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandRefused } from '#lib/operator/terminal';
import { REHEARSAL } from '#lib/server/rehearsal';

const READY_MS = 120_000;
const STOP_MS = 15_000;

/** What the programs of a rehearsal are told: nothing of the mail server, of other sites, or of the secret of the real one. */
const settings = (copy: string) => {
  const { PATH, NODE_OPTIONS, NODE_COMPILE_CACHE, TMPDIR } = process.env;
  return {
    ...(PATH && { PATH }),
    ...(NODE_OPTIONS && { NODE_OPTIONS }),
    ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }),
    ...(TMPDIR && { TMPDIR }),
    DATABASE_URL: `file:${copy}`,
    LOG_LEVEL: 'error',
    EXAMPLES: 'off',
    [REHEARSAL]: 'on',
    // The head of an old backup is compared, so it may not be trimmed away before.
    AUDIT_RETENTION_DAYS: '36500',
  };
};

/**
 * Starts a server from the copy, at a free port of this machine, waits until it is ready and shows the page to sign in, and
 * ends it. Answers after how many milliseconds it was ready. Refuses with what the server says when it does not start.
 */
export async function serveOnce(copy: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, ['lib/server/http/serve.ts'], {
    env: { ...settings(copy), PORT: String(port) } as unknown as NodeJS.ProcessEnv,
    // The server ends when the first of these is closed: see lib/server/rehearsal.
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const letGo = endsWithUs(child);
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  try {
    await untilReady(child, port, () => said);
    const readyMs = performance.now() - began;
    const page = await ask(port, '/sign-in');
    if (page?.status !== 200)
      throw new CommandRefused(`/sign-in answered ${page?.status ?? 'nothing'}.`, 1);
    return Math.round(readyMs);
  } finally {
    await end(child);
    letGo();
  }
}

/** Ends a program with this one, before its folder is cleared away; answers how to let it go. */
function endsWithUs(child: ChildProcess): () => void {
  const kill = () => child.kill('SIGKILL');
  process.prependOnceListener('exit', kill);
  return () => void process.off('exit', kill);
}

async function untilReady(child: ChildProcess, port: number, said: () => string) {
  for (const deadline = performance.now() + READY_MS; performance.now() < deadline; ) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new CommandRefused(`A server does not start from it.\n${said().trim()}`, 1);
    if ((await ask(port, '/health/ready'))?.ok) return;
    await sleep(100);
  }
  throw new CommandRefused(`A server that started from it was not ready in time.\n${said()}`, 1);
}

const ask = (port: number, path: string) =>
  fetch(`http://localhost:${port}${path}`, { redirect: 'manual' }).catch(() => null);

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(late);
}

/** Whether the log of the copy is whole and has this head, as `audit verify` says it. */
export function verifyCopy(copy: string, head: string | null): Promise<{ entries: number }> {
  const words = ['audit', 'verify', '--json', ...(head ? ['--head', head] : [])];
  const program = ['--conditions=react-server', 'lib/operator/gatehouse.ts', ...words];
  const env = settings(copy) as unknown as NodeJS.ProcessEnv;
  return new Promise((done, refuse) => {
    const child = execFile(process.execPath, program, { env }, (error, stdout, stderr) => {
      letGo();
      if (!error) return done(JSON.parse(stdout) as { entries: number });
      const told = stdout.trim() || stderr.trim();
      refuse(new CommandRefused(`The audit log of the backup is not whole.\n${told}`, 1));
    });
    const letGo = endsWithUs(child);
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
