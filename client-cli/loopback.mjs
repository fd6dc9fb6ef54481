import { once } from 'node:events';
import { createServer } from 'node:http';
import { Failure } from './failure.mjs';

const PATH = '/callback';
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};

/**
 * Waits on 127.0.0.1, on a free port, for the answer that a browser brings (RFC 8252 7.3). Only the one that
 * knows `state` counts; it is refused unless it says that it comes from this issuer (RFC 9207). `answer` is
 * its code, or throws.
 */
export async function awaitAnswer({ issuer, state }) {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${server.address().port}`;
  const answer = new Promise((resolve, reject) => {
    server.on('request', (request, response) => {
      const found = read(request, { host, state });
      const problem = found && problemOf(found, issuer);
      response.writeHead(found ? 200 : 404, HEADERS);
      response.end(page(found, problem), () => {
        if (problem) reject(problem);
        else if (found) resolve(found.code);
      });
    });
  });
  return { redirectUri: `http://${host}${PATH}`, answer, close: () => server.close() };
}

/** What the browser brings; null for everything that is not the answer we wait for. */
function read({ method, url, headers }, { host, state }) {
  if (method !== 'GET' || headers.host !== host || !URL.canParse(url, `http://${host}`))
    return null;
  const { pathname, searchParams } = new URL(url, `http://${host}`);
  const one = (name) => (searchParams.getAll(name).length === 1 ? searchParams.get(name) : null);
  if (pathname !== PATH || one('state') !== state) return null;
  return { code: one('code'), error: one('error'), iss: one('iss') };
}

function problemOf({ code, error, iss }, issuer) {
  if (iss !== issuer) return new Failure('The answer came from another server. It was not used.');
  if (error === 'access_denied') return new Failure('It was denied. You are not signed in.');
  if (error || !code) return new Failure('The server could not go on. Begin again.');
  return null;
}

function page(found, problem) {
  const says = !found
    ? 'There is nothing here.'
    : (problem?.message ?? 'You can close this page and go back to the terminal.');
  return `<!doctype html><html lang="en"><title>gatehouse CLI</title><p>${says}</p></html>\n`;
}
