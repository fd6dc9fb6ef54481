import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { send } from './http.ts';
import { freePort, type TestServer } from './server.ts';
import type { Visitor } from './visitor.ts';

const READY_MS = 30_000;
/** Below this project, so that what is written there finds its packages. */
const FOLDER = 'test-results';

export type Site = { url: string; client: string; output: () => string; stop: () => void };

export type Runs = {
  /** How the snippet is run: the program, and its words before the file. */
  with: string[];
  /** The file that the snippet is, or is put into. */
  file: (snippet: string, port: number, folder: string) => [name: string, text: string];
  /** What is done in its folder before it runs; the file is in it. */
  build?: (folder: string) => Promise<void>;
  /** How it is registered, if not by the address that takes answers. */
  register?: (url: string) => string[];
  env?: (url: string) => Record<string, string>;
};

export const NODE: Runs = {
  with: [process.execPath],
  file: (snippet) => ['site.mjs', snippet],
};

/**
 * Registers a site for this software, and runs what `clients add --for` prints for it as a program of its own, until it
 * answers.
 */
export async function startSite(server: TestServer, software: string, runs: Runs): Promise<Site> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const client = `site-${port}`;
  const about = runs.register?.(url) ?? ['--redirect', url];
  const added = await gatehouse(server, 'clients', 'add', client, '--for', software, ...about, '--json'); // biome-ignore format: one line
  if (added.exitCode !== 0) throw new Error(added.stderr);
  const { snippet } = JSON.parse(added.stdout) as { snippet: string };
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, `${software}-`));
  // The command does not know at which address this server of the test is.
  const own = snippet.replaceAll('http://localhost:3000', server.url);
  const [name, text] = runs.file(own, port, folder);
  writeFileSync(join(folder, name), text);
  await runs.build?.(folder);
  const [program = '', ...words] = runs.with;
  const child = spawn(program, [...words, resolve(folder, name)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      // Long random texts of the site's own, as the pages ask for them.
      ...{ SECRET: LONG, AUTH_SECRET: LONG, BETTER_AUTH_SECRET: LONG },
      OAUTHLIB_INSECURE_TRANSPORT: '1',
      ...runs.env?.(url),
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (more) => {
      output += more;
    });
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  await ready(url, child, () => output).catch((error: unknown) => {
    stop();
    throw error;
  });
  return { url, client, output: () => output, stop };
}

const LONG = 'a long random text of the site that nobody else has';

async function ready(url: string, child: ChildProcess, output: () => string) {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The site ended:\n${output()}`);
    if (await fetch(url, { redirect: 'manual' }).catch(() => null)) return;
    await sleep(100);
  }
  throw new Error(`The site was not ready in time:\n${output()}`);
}

export type Shown = { url: string; status: number; text: string; headers: Headers };

/**
 * A browser that a person has open on several sites: it keeps the cookies of each, follows where it is led, and says yes
 * where Gatehouse asks. `asked` counts how often that was.
 */
export function newTraveller(server: TestServer, visitor: Visitor) {
  const jars = new Map<string, Map<string, string>>();
  let asked = 0;

  async function open(address: string, init: RequestInit = {}): Promise<Shown> {
    let next: { url: string; init: RequestInit } = { url: address, init };
    for (let hop = 0; hop < 20; hop++) {
      const shown = await step(next.url, next.init);
      const to = leadsTo(shown);
      if (!to) return shown;
      next = { url: new URL(to, shown.url).href, init: {} };
    }
    throw new Error(`${address} leads round and round`);
  }

  const step = (url: string, init: RequestInit) =>
    url.startsWith(server.url) ? atGatehouse(url.slice(server.url.length), init) : elsewhere(url, init); // biome-ignore format: one line

  async function atGatehouse(path: string, init: RequestInit): Promise<Shown> {
    const answer = await visitor.go(path, {
      method: init.method ?? 'GET',
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      headers: { ...(init.headers as Record<string, string>) },
    });
    const shown = {
      url: server.url + path,
      status: answer.status,
      text: answer.text,
      headers: new Headers(answer.headers as Record<string, string>),
    };
    const isQuestion =
      path.startsWith('/oauth/consent/') && answer.status === 200 && !refreshOf(shown);
    if (!isQuestion) return shown;
    asked++;
    await visitor.submit(await visitor.form(path), []);
    return atGatehouse(path, {});
  }

  async function elsewhere(url: string, init: RequestInit): Promise<Shown> {
    const jar = jars.get(new URL(url).host) ?? new Map<string, string>();
    jars.set(new URL(url).host, jar);
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const { origin, port, pathname, search } = new URL(url);
    const answer = await send({ url: origin, port: Number(port) }, pathname + search, {
      method: init.method ?? 'GET',
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      headers: {
        // As of somebody who follows a link: what a script fetches is not led to a sign-in by Apache.
        Accept: 'text/html,*/*',
        'Sec-Fetch-Mode': 'navigate',
        'Sec-Fetch-Dest': 'document',
        ...(init.headers as Record<string, string>),
        ...(cookie ? { Cookie: cookie } : {}),
      },
    });
    for (const line of answer.setCookies) keep(jar, line);
    const headers = new Headers(
      Object.entries(answer.headers).map(([name, value]): [string, string] => [name, `${value}`]),
    );
    return { url, status: answer.status, text: answer.text, headers };
  }

  return { open, asked: () => asked };
}

function keep(jar: Map<string, string>, line: string) {
  const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? [];
  if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}

const leadsTo = (shown: Shown) =>
  shown.status >= 300 && shown.status < 400 ? shown.headers.get('location') : refreshOf(shown);

const refreshOf = ({ text, url }: Shown) =>
  url.includes('/oauth/consent/') ? (text.match(/content="0;url=([^"]+)"/)?.[1] ?? null) : null;
