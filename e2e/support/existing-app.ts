import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { startExample } from './example.ts';
import { BUILD_MS, buildNext, NEXT } from './next-build.ts';
import type { TestServer } from './server.ts';

const EXAMPLES = 'e2e/examples';

/** The apps of docs/existing-app.md: the folder, and the command by which its reader starts it. */
export const APPS = {
  Express: ['express', 'node', 'server.mjs'],
  Flask: ['flask', 'python', 'app.py'],
  'Next.js': ['nextjs', 'node', NEXT, 'start'],
} as const;
export type AppName = keyof typeof APPS;

type Settings = { GATEHOUSE: string; CLIENT_ID: string; CLIENT_SECRET: string };

/** Starts one of them, with a table of its own for who is signed in; `tell` makes its settings when its address is known. */
export async function startApp(name: AppName, tell: (url: string) => Settings | Promise<Settings>) {
  const [folder, ...words] = APPS[name];
  const kept = mkdtempSync(join(tmpdir(), 'existing-app-'));
  const place = name === 'Next.js' ? await builtCopy(folder) : folder;
  const app = await startExample(place, words, async (port) => ({
    SITE: `http://localhost:${port}`,
    COOKIE_SECRET: 'a text of at least thirty-two characters',
    SESSIONS: join(kept, 'sessions.db'),
    NEXT_TELEMETRY_DISABLED: '1',
    ...(await tell(`http://localhost:${port}`)),
  }));
  return {
    ...app,
    /** Its table of sessions. */
    sessions: join(kept, 'sessions.db'),
    async stop() {
      await app.stop();
      rmSync(kept, { recursive: true, force: true });
    },
  };
}

/** Once in each run, whoever comes first. */
async function builtCopy(folder: string): Promise<string> {
  const home = 'test-results/existing-app';
  const done = join(home, 'built');
  mkdirSync('test-results', { recursive: true });
  if (claim(home)) {
    cpSync(join(EXAMPLES, folder), home, { recursive: true });
    await buildNext(home);
    writeFileSync(done, '');
  }
  for (const until = Date.now() + BUILD_MS; !existsSync(done) && Date.now() < until; )
    await sleep(100);
  return relative(EXAMPLES, home);
}

function claim(home: string): boolean {
  try {
    mkdirSync(home);
    return true;
  } catch {
    return false;
  }
}

let many = 0;

/** Registers the app with the line that the page shows, for its own address and under a name of its own. */
export async function registered(server: TestServer, url: string): Promise<Settings> {
  const page = readFileSync('docs/existing-app.md', 'utf8');
  const shown = page.match(/^npm run gatehouse -- (clients add my-app (?:.*\\\n)+.*)$/m)?.[1] ?? '';
  const words = shown.replaceAll('\\\n', ' ').replaceAll('http://localhost:4000', url).split(/\s+/);
  many += 1;
  const id = `my-app-${process.pid}-${many}`;
  const added = await gatehouse(server, ...words.with(2, id), '--json');
  if (added.exitCode !== 0) throw new Error(added.stderr);
  const { client_secret } = JSON.parse(added.stdout) as { client_secret: string };
  return { GATEHOUSE: server.url, CLIENT_ID: id, CLIENT_SECRET: client_secret };
}
