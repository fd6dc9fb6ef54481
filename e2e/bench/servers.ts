import { rmSync } from 'node:fs';
import { buildBare, startBare } from '#e2e/bench/bare';
import { addPeople, showSample } from '#e2e/bench/people';
import { BROWSER, DASHBOARD_EMAIL } from '#e2e/bench/sample';
import { openSignInForm } from '#e2e/bench/sign-in-form';
import { startServer } from '#e2e/support/server';

const PEOPLE = 64;

const running: (() => Promise<void>)[] = [];

/** Ends something with the servers of the measurement that began it. */
export const keep = (stop: () => Promise<void>) => running.push(stop);

/** A server of ours with people in it, and what Ada's browser sends to see her dashboard. */
export async function startOurs(env: Record<string, string> = {}) {
  const server = await startServer(env);
  running.push(server.remove);
  await addPeople(server.database, PEOPLE);
  const signIn = await openSignInForm(server.url, 1);
  const cookie = await signIn(DASHBOARD_EMAIL);
  showSample(server.database);
  return { ...server, people: PEOPLE, asAda: { Cookie: cookie, 'User-Agent': BROWSER } };
}

export type Ours = Awaited<ReturnType<typeof startOurs>>;

let bareFolder: string | undefined;

/** The folder of the bare app; built on first use, once a run. */
export function bareApp(): string {
  bareFolder ??= buildBare();
  return bareFolder;
}

export async function startBareServer() {
  const server = await startBare(bareApp());
  running.push(server.stop);
  return server;
}

/** Stops what a measurement has started, also when it failed half way. */
export async function stopServers() {
  await Promise.all(running.splice(0).map((stop) => stop()));
}

export function removeBare() {
  if (bareFolder) rmSync(bareFolder, { recursive: true, force: true });
}
