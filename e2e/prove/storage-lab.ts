import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const SECRET = 'lab-secret-tZ4vQ8mK2xR7';

/** Where a page could keep what proves who it is. `begin` runs once, after signing in; `ask` whenever it is used. */
export const STORAGES = {
  'httpOnly cookie with an end': { cookie: 'HttpOnly; SameSite=Lax; Path=/; Max-Age=3600' },
  'httpOnly cookie of the browser session': { cookie: 'HttpOnly; SameSite=Lax; Path=/' },
  sessionStorage: { keeps: 'sessionStorage' },
  localStorage: { keeps: 'localStorage' },
  'Web Worker, in a closure': { keeps: 'worker' },
} as const;
export type Storage = keyof typeof STORAGES;

const PAGE = `<!doctype html><title>Lab</title><h1>Lab</h1><script src="/app.js"></script>`;

// The code of an honest page: it signs in, keeps its secret in one place, and asks who it is.
const APP = `
  const keeps = new URLSearchParams(location.search).get('keeps');
  const vault = keeps === 'worker' ? new Worker('/worker.js') : null;
  const store = keeps === 'worker' || !keeps ? null : window[keeps];
  async function begin() {
    const { secret } = await (await fetch('/begin' + location.search, { method: 'POST' })).json();
    if (store) store.setItem('secret', secret);
    if (vault) vault.postMessage({ secret });
  }
  function ask() {
    if (!vault) {
      const headers = store ? { Authorization: 'Bearer ' + store.getItem('secret') } : {};
      return fetch('/who' + location.search, { headers }).then((answer) => answer.text());
    }
    return new Promise((done) => {
      vault.onmessage = ({ data }) => done(data);
      vault.postMessage({ ask: '/who' });
    });
  }`;

const WORKER = `
  let secret = '';
  onmessage = async ({ data }) => {
    if (data.secret) secret = data.secret;
    if (data.ask)
      postMessage(await (await fetch(data.ask, { headers: { Authorization: 'Bearer ' + secret } })).text());
  };`;

const FILES: Record<string, [type: string, text: string]> = {
  '/app.js': ['text/javascript', APP],
  '/worker.js': ['text/javascript', WORKER],
};

/** Each cookie has its own name, so that one experiment is not the other's. */
const nameOf = (cookie: string) => (cookie.includes('Max-Age') ? 'kept' : 'passing');

const isKnown = ({ headers }: IncomingMessage, cookie: string | null) =>
  cookie
    ? (headers.cookie ?? '').includes(`${nameOf(cookie)}=${SECRET}`)
    : headers.authorization === `Bearer ${SECRET}`;

/** What signing in answers: the secret in a cookie, or for the page to keep. */
function begin(cookie: string | null, response: ServerResponse) {
  if (cookie) response.setHeader('Set-Cookie', `${nameOf(cookie)}=${SECRET}; ${cookie}`);
  response.end(JSON.stringify(cookie ? {} : { secret: SECRET }));
}

/** A small site for the experiment with the four storages. It defends itself against nothing. */
export async function startStorageLab() {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://lab');
    const [type, text] = FILES[pathname] ?? ['text/html', PAGE];
    response.setHeader('Content-Type', type);
    if (pathname === '/who')
      response.end(isKnown(request, searchParams.get('cookie')) ? 'somebody known' : 'a stranger');
    else if (pathname === '/begin') begin(searchParams.get('cookie'), response);
    else response.end(text);
  }).listen(0);
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    pageFor: (storage: Storage) => `${origin}/?${new URLSearchParams(STORAGES[storage])}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
