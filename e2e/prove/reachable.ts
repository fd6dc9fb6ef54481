import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** A text that a script of the page could have read, and where. */
export type Sight = { place: Place; text: string };

export type Place =
  | 'body'
  | 'RSC payload'
  | 'action payload'
  | 'header'
  | 'URL'
  | 'Referer'
  | 'cookie that a script can read'
  | 'document'
  | 'sessionStorage'
  | 'localStorage'
  | 'IndexedDB'
  | 'cache'
  | 'window'
  | 'memory of scripts'
  | 'console'
  | 'service worker'
  | 'source map'
  | 'static file'
  | 'server log'
  | 'files of the server'
  | 'audit log'
  | 'mail'
  | 'what the operator is told';

/** Everything that a script of this page could reach now, place by place. */
export async function readReachable(page: Page, innocent: string[]): Promise<Sight[]> {
  const seen = await page.evaluate(readEverything, innocent);
  return Object.entries(seen).map(([place, text]) => ({ place: place as Place, text }));
}

/** The names that a window has before any page was opened. */
export async function namesOfEmptyWindow(page: Page): Promise<string[]> {
  await page.goto('about:blank');
  return page.evaluate(() => Object.getOwnPropertyNames(window));
}

/** Every text in the memory of a page's scripts, also where no other script could reach it: in closures. */
export async function memoryOf(page: Page): Promise<Sight> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const pieces: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const snapshot = pieces.join('');
  // The graph before it is many megabytes that nobody here needs.
  const strings = JSON.parse(
    snapshot.slice(snapshot.lastIndexOf('"strings":[') + 10, -1),
  ) as string[];
  return { place: 'memory of scripts', text: strings.join('\n') };
}

/** What pages of a browser print, throw, or send over sockets. */
export function listen(context: BrowserContext, hear: (sight: Sight) => void) {
  const say = (text: string) => hear({ place: 'console', text });
  context.on('console', (message) => {
    say(`${message.text()}\n${message.location().url}`);
    for (const value of message.args())
      value.jsonValue().then(
        (one) => say(JSON.stringify(one) ?? ''),
        () => undefined,
      );
  });
  context.on('weberror', (failure) => say(String(failure.error().stack)));
  context.on('page', (page) =>
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => say(payload.toString())),
    ),
  );
}

/** Runs in the page: it can use nothing from outside but its argument. */
async function readEverything(innocent: string[]): Promise<Record<string, string>> {
  const tried = async (read: () => unknown) => {
    try {
      return JSON.stringify(await read()) ?? '';
    } catch (error) {
      return `not readable: ${(error as Error).name}`;
    }
  };
  const wait = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });

  async function readDatabases() {
    const all: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store);
        all.push(name, store, await wait(rows.getAllKeys()), await wait(rows.getAll()));
      }
      database.close();
    }
    return all;
  }
  async function readCaches() {
    const all: unknown[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        all.push(name, request.url, [...(answer?.headers ?? [])], await answer?.text());
      }
    }
    return all;
  }
  const own = (thing: object) => Reflect.ownKeys(thing);
  const valueAt = (thing: object, name: string | symbol): unknown => {
    try {
      const value: unknown = Reflect.get(thing, name);
      // A promise that nobody else waits for would be an error of the page when it fails.
      if (value instanceof Promise) value.catch(() => undefined);
      return value;
    } catch {
      // Some things of the browser refuse to be read: then no script reads them.
      return undefined;
    }
  };
  /** A password is in the field that it is being typed into; what a page puts there is in its document. */
  const isTyped = (thing: object, name: string | symbol) =>
    name === 'value' &&
    thing instanceof HTMLInputElement &&
    thing.autocomplete.includes('password');
  /** What is inside a thing, whatever kind of thing it is. */
  function partsOf(thing: object): unknown[] {
    if (ArrayBuffer.isView(thing)) return [new TextDecoder().decode(thing)];
    const isField = thing instanceof HTMLInputElement || thing instanceof HTMLTextAreaElement;
    const entries = thing instanceof Map || thing instanceof Set ? [...thing].flat() : [];
    const names = [...own(thing), ...(isField ? ['value'] : [])];
    const named = names
      .filter((name) => !isTyped(thing, name))
      .flatMap((name) => [String(name), valueAt(thing, name)]);
    return [...entries, ...named];
  }
  /** Every text that can be reached from what the page has added to its window and to its elements. */
  function readWindow() {
    const usual = new Set(innocent);
    const added = own(window).filter((name) => !usual.has(String(name)));
    const seen = new Set<unknown>([window]);
    const texts = new Set<string>();
    const queue: unknown[] = [
      ...added.flatMap((name) => [String(name), valueAt(window, name)]),
      ...document.querySelectorAll('*'),
      document,
      history.state,
      window.name,
    ];
    while (queue.length > 0) {
      const one = queue.pop();
      if (typeof one === 'string') texts.add(one);
      if (seen.has(one) || Object(one) !== one) continue;
      seen.add(one);
      queue.push(...partsOf(one as object));
    }
    return [...texts];
  }
  const workers = async () =>
    (await navigator.serviceWorker?.getRegistrations())?.map(({ scope, active }) => [
      scope,
      active?.scriptURL,
    ]);
  return {
    URL: JSON.stringify([
      location.href,
      document.referrer,
      performance.getEntriesByType('resource').map(({ name }) => name),
    ]),
    'cookie that a script can read': await tried(() => document.cookie),
    document: `${document.documentElement?.outerHTML}\n${document.documentElement?.textContent}`,
    sessionStorage: await tried(() => ({ ...sessionStorage })),
    localStorage: await tried(() => ({ ...localStorage })),
    IndexedDB: await tried(readDatabases),
    cache: await tried(readCaches),
    window: await tried(readWindow),
    'service worker': await tried(workers),
  };
}
