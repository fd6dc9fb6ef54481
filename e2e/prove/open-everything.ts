import { globSync, readFileSync } from 'node:fs';
import { addressOf, type Segments } from '#e2e/support/entry-point-addresses';
import { allEntryPoints, type EntryPoint } from '#lib/testing/entry-points.test-support';
import type { BrowserUser } from './browser-user.ts';
import type { Installation } from './installation.ts';
import type { Exchange } from './wire.ts';

/** An endpoint whose address is known without asking anything. */
const isPlainEndpoint = ({ kind, name, path }: EntryPoint) =>
  kind === 'route' && name === 'GET' && !path.includes('[');

const pagesOf = (segments: Segments) =>
  allEntryPoints()
    .filter(({ kind }) => kind === 'page')
    .map(({ path }) => addressOf(path, segments));

type Which = { only?: (path: string) => boolean; remembered?: RegExp };

/**
 * Opens every page that the sources have, as a document and as Next's router would ask for it; of those that are
 * `remembered`, the memory of their scripts too.
 */
export async function openEveryPage(
  { go, context, remember }: BrowserUser,
  segments: Segments,
  { only = () => true, remembered = /^$/ }: Which = {},
) {
  for (const path of pagesOf(segments).filter(only)) {
    const answer = await context.request.get(path);
    // The sign-in page is the same each time: it is opened by itself.
    if (!answer.url().includes('/sign-in?next=')) await go(path);
    if (remembered.test(path)) await remember();
    await context.request.get(path, { headers: { RSC: '1' } });
  }
}

/** Every endpoint that can be asked without sending anything. */
export async function askEveryEndpoint({ context, installation }: BrowserUser) {
  const tokens = ['METRICS_TOKEN', 'WITNESS_TOKEN'].map((name) => ({
    Authorization: `Bearer ${installation.settings[name]}`,
  }));
  for (const { path } of allEntryPoints().filter(isPlainEndpoint))
    for (const headers of [{}, ...tokens])
      await context.request.get(addressOf(path, {}), { headers });
  for (const path of ['/sw.js', '/service-worker.js', '/manifest.json', '/.env', '/robots.txt'])
    await context.request.get(path);
}

/** Every file of the build that browsers may load, and the source map that each would have. */
export async function loadEveryFile({ context }: BrowserUser) {
  for (const file of staticFiles())
    for (const path of [file, `${file}.map`]) await context.request.get(path);
}

const staticFiles = () =>
  globSync('.next/static/**/*.*').map((file) => file.replace('.next/static', '/_next/static'));

/** What of the application no browser in this run has come to: pages, endpoints, and actions in either mode. */
export function untouched({ wire }: Installation, segments: Segments): string[] {
  const asked = new Set(
    wire.exchanges.map(({ method, path }) => `${method} ${path.split('?')[0]}`),
  );
  const pages = pagesOf(segments).filter((path) => !asked.has(`GET ${path}`));
  const endpoints = allEntryPoints()
    .filter(({ kind, path }) => kind === 'route' && !path.includes('['))
    .map(({ path, name }) => `${name} ${addressOf(path, {})}`)
    .filter((door) => !asked.has(door));
  const actions = ['with scripts', 'without scripts'].flatMap((mode) => {
    const called = wire.exchanges.filter(({ who }) => who.endsWith(mode)).map(actionOf);
    return actionsOfBuild()
      .filter(({ name }) => !isOutOfReach(name, mode))
      .filter(({ id }) => !called.some((sent) => sent.includes(id)))
      .map(({ name }) => `${name} ${mode}`);
  });
  return [...pages, ...endpoints, ...actions];
}

/** A passkey is made by a script. */
const isOutOfReach = (action: string, mode: string) =>
  mode === 'without scripts' && action.endsWith(' addPasskeyAction');

/** The part of a request that names an action. */
const actionOf = ({ method, sent }: Exchange) =>
  method === 'POST' ? `${sent.headers['next-action'] ?? ''}\n${sent.body}` : '';

function actionsOfBuild(): { id: string; name: string }[] {
  const { node } = JSON.parse(
    readFileSync('.next/server/server-reference-manifest.json', 'utf8'),
  ) as { node: Record<string, { filename: string; exportedName: string }> };
  return Object.entries(node).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename} ${exportedName}`,
  }));
}
