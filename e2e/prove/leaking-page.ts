import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';
import { collectEvidence } from './collect-evidence.ts';
import { Evidence } from './evidence.ts';
import { listen, memoryOf, namesOfEmptyWindow, type Place, readReachable } from './reachable.ts';
import { tapWire } from './wire.ts';

/** A leak in every place, each a secret of its own, on a page that is no part of the product. */
const LEAKS: Partial<Record<Place, string>> = {
  body: 'leak-in-a-body-0171',
  'RSC payload': 'leak-cut-between-two-pushes-0282',
  'action payload': 'leak-in-an-action-0393',
  header: 'leak-in-a-header-0404',
  URL: 'leak-in-an-address-0515',
  Referer: 'leak-in-a-referer-0626',
  'cookie that a script can read': 'leak-in-a-cookie-0737',
  document: 'leak-in-the-document-0848',
  sessionStorage: 'leak-in-session-storage-0959',
  localStorage: 'leak-in-local-storage-1060',
  IndexedDB: 'leak-in-indexed-db-1171',
  cache: 'leak-in-a-cache-1282',
  window: 'leak-in-the-window-1393',
  'memory of scripts': 'leak-in-a-closure-1404',
  console: 'leak-in-the-console-1515',
  'service worker': 'leak-in-a-service-worker-1626',
  'source map': 'leak-in-a-source-map-1737',
  'static file': 'leak-in-a-static-file-1848',
  'server log': 'leak-in-the-log-1959',
};

const leak = (place: Place) => String(LEAKS[place]);
const base64 = (text: string) => Buffer.from(`..${text}..`).toString('base64');
/** In halves, so that the source of the page itself holds none of what its script leaks. */
const late = (place: Place) => `'${leak(place).slice(0, 9)}'+'${leak(place).slice(9)}'`;

const SCRIPT = `
  const closure = (() => { const kept = ${late('memory of scripts')}; return () => kept.length; })();
  window.onkeydown = closure;
  document.cookie = 'token=' + encodeURIComponent(${late('cookie that a script can read')});
  document.body.append(${late('document')});
  sessionStorage.token = JSON.stringify({ token: ${late('sessionStorage')} });
  localStorage.token = btoa('x' + ${late('localStorage')});
  window.state = { deep: [new Map([['a', new Set([${late('window')}])]])] };
  console.log({ text: ${late('console')} });
  history.replaceState(null, '', '/page?token=' + ${late('URL')});
  const ready = (async () => {
    const cache = await caches.open('kept');
    await cache.put('/kept', new Response(${late('cache')}));
    await new Promise((done) => {
      const asked = indexedDB.open('kept', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('rows').put({ token: ${late('IndexedDB')} }, 1);
      asked.onsuccess = () => done(asked.result.close());
    });
    await navigator.serviceWorker.register('/worker.js?token=' + ${late('service worker')});
    await fetch('/action', { method: 'POST', headers: { 'Next-Action': 'x' }, body: '' });
    await fetch('/payload?_rsc', { headers: { RSC: '1' } });
    history.replaceState(null, '', '/page?from=' + ${late('Referer')});
    await fetch('/_next/static/app.js');
    await fetch('/_next/static/app.js.map');
    history.replaceState(null, '', '/page?token=' + ${late('URL')});
  })();`;

const [before, after] = [leak('RSC payload').slice(0, 11), leak('RSC payload').slice(11)];
const PUSHES = `<script>self.__next_f=[]</script><script>self.__next_f.push([1,"{\\"a\\":\\"${before}"])</script><script>self.__next_f.push([1,"${after}\\"}"])</script>`;

const ANSWERS: Record<string, [type: string, text: string]> = {
  '/page': [
    'text/html',
    `<body><!-- ${base64(leak('body'))} --><script>${SCRIPT}</script>${PUSHES}`,
  ],
  '/action': ['text/x-component', `1:{"state":"${encodeURIComponent(leak('action payload'))}"}`],
  '/payload': ['text/x-component', '0:"nothing"'],
  '/worker.js': ['text/javascript', ''],
  '/_next/static/app.js': ['text/javascript', `x="${leak('static file')}"`],
  '/_next/static/app.js.map': ['application/json', JSON.stringify({ s: leak('source map') })],
};

/** A server of the proof's own whose one page leaks in every place that is searched. */
async function startLeakingPage() {
  let log = '';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://scratch');
    const [type, text] = ANSWERS[pathname] ?? ['text/plain', ''];
    log += `asked for ${pathname} with ${leak('server log')}\n`;
    response.setHeader('X-Token', Buffer.from(leak('header')).toString('hex').toUpperCase());
    response.setHeader('Referrer-Policy', 'unsafe-url');
    response.setHeader('Content-Type', type).end(text);
  }).listen(0);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    log: () => log,
    close: () => server.close(),
  };
}

/** The places in which a leak of this page was not found: none, or the search is blind there. */
export async function findBlindSpots(browser: Browser): Promise<Place[]> {
  const [wire, scratch] = [await tapWire(), await startLeakingPage()];
  wire.leadTo(scratch.port);
  const evidence = new Evidence();
  const context = await browser.newContext();
  try {
    listen(context, (sight) => evidence.add(sight, 'scratch'));
    const page = await context.newPage();
    const names = await namesOfEmptyWindow(page);
    await page.goto(`${wire.url}/page`);
    await page.evaluate('ready');
    for (const sight of [...(await readReachable(page, names)), await memoryOf(page)])
      evidence.add(sight, 'scratch');
    collectEvidence(evidence, wire.exchanges, scratch.log());
  } finally {
    await context.close();
    wire.close();
    scratch.close();
  }
  const needles = Object.entries(LEAKS).map(([kind, value]) => ({ kind, value }));
  const findings = evidence.search(needles);
  return needles
    .filter(
      ({ kind }) => !findings.some((found) => found.needle.kind === kind && found.place === kind),
    )
    .map(({ kind }) => kind as Place);
}
