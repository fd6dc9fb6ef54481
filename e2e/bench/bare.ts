import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DASHBOARD_EMAIL, events, NAME, otherSessions } from '#e2e/bench/sample';
import { freePort } from '#e2e/support/server';

const NEXT = resolve('node_modules/next/dist/bin/next');
const READY_MS = 30_000;

// What the dashboard is made of, with the pages that stand in for it and the icon in its head; nothing that
// asks who is calling.
const COPIED = [
  'app/_ui',
  'app/_forms',
  'app/styles.css',
  'app/icon.svg',
  'app/error.tsx',
  'app/global-error.tsx',
  'app/not-found.tsx',
  'app/dashboard/view.tsx',
  'app/dashboard/checklist.tsx',
  'lib',
  'drizzle',
  'texts',
  'tsconfig.json',
];

const PAGE = `
import { AccountShell } from '#ui/account-shell';
import { DashboardView } from './view';

export default async function DashboardPage() {
  const now = Date.now();
  const viewer = {
    user: { id: 'ada', email: '${DASHBOARD_EMAIL}', name: '${NAME}', role: 'member', timeZone: 'UTC' },
    session: {
      id: 'this',
      createdAt: new Date(now),
      expiresAt: new Date(now + 86_400_000),
      idleEndsAt: new Date(now + 7_200_000),
      isPersistent: false,
    },
  };
  const others = OTHERS.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    lastSeenAt: new Date(row.lastSeenAt),
    isThisOne: false,
  }));
  const activity = EVENTS.map((row) => ({ ...row, at: new Date(row.at), isOfThing: false }));
  const found = { failures: 0, since: new Date(now), isSinceChange: false, reuses: 0, news: [] };
  return (
    <AccountShell viewer={viewer} at="/dashboard">
      <DashboardView viewer={viewer} sessions={others} activity={activity} found={found} />
    </AccountShell>
  );
}
`;

// What `/api/v1/me` answers, to everybody; and to a form what a token is worth.
const ROUTE = `
export async function POST(request: Request) {
  const form = new URLSearchParams(await request.text());
  return Response.json({ active: true, token_type: 'Bearer', sub: 'ada', asked: form.get('token') });
}

export async function GET(request: Request) {
  const me = { id: 'ada', email: '${DASHBOARD_EMAIL}', name: '${NAME}', role: 'member', timeZone: 'UTC', theme: 'system' };
  return new Response(JSON.stringify({ ...me, asked: new URL(request.url).pathname }), {
    headers: { 'Content-Type': 'application/json' },
  });
}
`;

/**
 * Makes and builds, with the Next of this project, an app that shows the same dashboard to everybody: what
 * everything is measured against. It lies outside the project, for Turbopack would find our middleware
 * from any folder below it.
 */
export function buildBare(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-bare-')));
  mkdirSync(join(folder, 'app/dashboard'), { recursive: true });
  for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const { imports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  write('package.json', JSON.stringify({ name: 'bare', private: true, type: 'module', imports }));
  // The root has to hold the app and, through the link, the packages.
  const turbopack = JSON.stringify({ root: parse(folder).root });
  write(
    'next.config.mjs',
    `export default { poweredByHeader: false, typescript: { ignoreBuildErrors: true }, turbopack: ${turbopack} };`,
  );
  write('app/layout.tsx', readFileSync('app/layout.tsx', 'utf8'));
  const now = Date.now();
  const rows = `const OTHERS = ${JSON.stringify(otherSessions(now))};\nconst EVENTS = ${JSON.stringify(events(now))} as never[];\n`;
  write('app/dashboard/page.tsx', `${PAGE.trimStart()}\n${rows}`);
  mkdirSync(join(folder, 'app/api/v1/me'), { recursive: true });
  write('app/api/v1/me/route.ts', ROUTE.trimStart());
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
  execFileSync(process.execPath, [NEXT, 'build'], { cwd: folder, env, stdio: 'pipe' });
  return folder;
}

/** Starts the bare app the plain way, with `next start`. */
export async function startBare(folder: string) {
  const port = await freePort();
  const child = spawnBare(folder, port);
  const url = `http://localhost:${port}`;
  const deadline = Date.now() + READY_MS;
  while (!(await fetch(`${url}/dashboard`).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error('The bare app did not start.');
    await sleep(50);
  }
  return { url, pid: child.pid as number, stop: () => stopProcess(child) };
}

export const spawnBare = (folder: string, port: number): ChildProcess =>
  spawn(process.execPath, [NEXT, 'start', '-p', String(port)], {
    cwd: folder,
    env: { NODE_ENV: 'production', PATH: process.env['PATH'] ?? '' },
    stdio: 'ignore',
  });

export async function stopProcess(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
