import { type BrowserContext, chromium, type Response, type Route } from '@playwright/test';
import { isLoopback } from '#lib/env/between';
import { CHROMIUM } from '../support/chromium.ts';
import { listen, memoryOf, namesOfEmptyWindow, readReachable } from './reachable.ts';
import { type Seen, suspectsIn } from './suspects.ts';

const LOAD_MS = 30_000;
const QUIET_MS = 5_000;
const MOST_MAPS = 20;

/** What was seen of a page of somebody else, and what of that looks like a leak. */
export type Looked = { title: string; texts: number; keptBack: string[]; suspects: string[] };

/** Where a redirect leads is asked of nobody else: then only this machine has addresses. */
const NEAR_ONLY = `--host-resolver-rules=MAP * ~NOTFOUND, ${['localhost', '*.localhost', '127.*', '[::1]'].map((name) => `EXCLUDE ${name}`).join(', ')}`; // biome-ignore format: one list

/** A socket of packets goes around no proxy: the second lock, should a page come by what `PAST` takes. */
const NO_PACKETS = '--force-webrtc-ip-handling-policy=disable_non_proxied_udp';

/**
 * What asks past the rules below: connections of other kinds, requests that the browser sends for a page that is gone, and
 * workers, in which no rule for sockets holds. To the page, and to every frame in it, the browser has none of them.
 */
export const PAST = [
  'SharedWorker',
  'Worker',
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'WebTransport',
  'WebSocketStream',
  'fetchLater',
];

/**
 * Loads one page and looks through everything that its scripts can reach, as the proof does. It sends nothing: what is no GET
 * is kept back, what asks past that is not there, nothing is typed or pressed, and without `mayElsewhere` nothing goes to
 * another machine, whatever the page asks for. Files that the page loads are looked for source maps. Throws a sentence when there is no page.
 */
export async function lookAt(address: string, mayElsewhere: boolean): Promise<Looked> {
  const args = [...CHROMIUM.args, NO_PACKETS, ...(mayElsewhere ? [] : [NEAR_ONLY])];
  const browser = await chromium.launch({ ...CHROMIUM, args });
  try {
    // A worker would ask past the rule below.
    const context = await browser.newContext({ serviceWorkers: 'block' });
    return await lookWith(context, address, mayElsewhere);
  } finally {
    await browser.close();
  }
}

async function lookWith(
  context: BrowserContext,
  address: string,
  mayElsewhere: boolean,
): Promise<Looked> {
  const keptBack: string[] = [];
  const seen: Seen[] = [];
  const answers: Promise<Seen[]>[] = [];
  await context.addInitScript((names) => {
    for (const name of names) Reflect.deleteProperty(globalThis, name);
  }, PAST);
  await context.route('**/*', (route) => passOn(route, mayElsewhere, keptBack));
  await context.routeWebSocket(/.*/, (socket) => {
    keptBack.push(`WebSocket ${socket.url().split('?')[0]}`);
    return socket.close();
  });
  listen(context, ({ place, text }) => seen.push({ place, where: 'the page', text }));
  const page = await context.newPage();
  const names = await namesOfEmptyWindow(page);
  context.on('response', (answer) => answers.push(textsOf(answer)));
  await page.goto(address, { timeout: LOAD_MS }).catch((error: Error) => {
    throw new Error(`${address} does not answer: ${error.message.split('\n')[0]}.`);
  });
  await page.waitForLoadState('networkidle', { timeout: QUIET_MS }).catch(() => undefined);
  for (const sight of [...(await readReachable(page, names)), await memoryOf(page)])
    seen.push({ ...sight, where: 'the page' });
  const received = (await Promise.all(answers)).flat();
  const maps = await mapsOf(context, received, new URL(page.url()).origin);
  const all = [...seen, ...received, ...maps];
  const suspects = suspectsIn(all, await context.cookies());
  return { title: await page.title(), texts: all.length, keptBack, suspects };
}

/** Only what looks, and only to where it may go. */
function passOn(route: Route, mayElsewhere: boolean, keptBack: string[]) {
  const request = route.request();
  const url = new URL(request.url());
  const isRead = /^(GET|HEAD)$/.test(request.method());
  const isNear = !/^https?:$/.test(url.protocol) || isLoopback(url);
  if (isRead && (isNear || mayElsewhere)) return route.continue();
  keptBack.push(`${request.method()} ${url.origin}${url.pathname}`);
  return route.abort();
}

async function textsOf(answer: Response): Promise<Seen[]> {
  const where = answer.url().split('?')[0] ?? '';
  const { 'set-cookie': _, ...headers } = await answer.allHeaders().catch(() => ({}) as Record<string, string>); // biome-ignore format: one line
  const body = await answer.text().catch(() => '');
  const place = answer.request().resourceType() === 'script' ? 'static file' : 'body';
  return [
    { place, where, text: body },
    { place: 'header', where, text: JSON.stringify(headers) },
    { place: 'URL', where, text: answer.url() },
    { place: 'Referer', where, text: answer.request().headers()['referer'] ?? '' },
  ];
}

/** The source maps beside the scripts of the site itself. */
async function mapsOf(context: BrowserContext, received: Seen[], origin: string): Promise<Seen[]> {
  const scripts = received
    .filter(({ place, where }) => place === 'static file' && where.startsWith(`${origin}/`))
    .slice(0, MOST_MAPS);
  return Promise.all(
    scripts.map(async ({ where }): Promise<Seen> => {
      const answer = await context.request.get(`${where}.map`, { maxRedirects: 0 }).catch(() => null); // biome-ignore format: one line
      const text = answer?.ok() ? await answer.text() : '';
      return { place: 'source map', where: `${where}.map`, text };
    }),
  );
}
