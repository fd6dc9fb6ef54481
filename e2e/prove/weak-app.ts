import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textOf } from './search.ts';

/**
 * A sign-in as it must not be, for the attacks to succeed on: it keeps a JWT in localStorage, and in a cookie
 * that scripts read and other sites send. A fixture of the proof, never part of the product.
 */
const KEY = 'weak';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (head: string) => createHmac('sha256', KEY).update(head).digest('base64url');

function issue(email: string): string {
  const head = `${part({ alg: 'HS256' })}.${part({ sub: email })}`;
  return `${head}.${sign(head)}`;
}

function read(token: string | undefined): string | null {
  const [head = '', body = '', mark] = (token ?? '').split('.');
  if (sign(`${head}.${body}`) !== mark) return null;
  return (JSON.parse(Buffer.from(body, 'base64url').toString()) as { sub: string }).sub;
}

const cookie = (request: IncomingMessage, name: string) =>
  request.headers.cookie?.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1];

const formFor = (next: string) =>
  `<form method=post><input name=email><input name=password type=password>
  <input type=hidden name=next value="${next}"><button>Sign in</button></form>`;

export async function startWeakApp(person: { email: string; password: string }) {
  const account = { ...person, shown: person.email };
  /** The person behind a session id, no matter who chose the id. */
  const sessions = new Map<string, string>();

  const whoAsks = (request: IncomingMessage) =>
    read(request.headers.authorization?.replace('Bearer ', '')) ??
    read(cookie(request, 'token')) ??
    sessions.get(cookie(request, 'sid') ?? '') ??
    null;

  function signIn(form: URLSearchParams, request: IncomingMessage, response: ServerResponse) {
    if (form.get('email') !== account.email) return response.end('There is no such account.');
    if (form.get('password') !== account.password) return response.end('The password is wrong.');
    sessions.set(cookie(request, 'sid') ?? 'new', account.email);
    const token = issue(account.email);
    response.setHeader('Set-Cookie', `token=${token}; SameSite=None; Secure; Path=/`);
    const next = form.get('next') || '/me';
    return response.end(
      `<script>localStorage.token = ${JSON.stringify(token)}; location = ${JSON.stringify(next)}</script>`,
    );
  }

  function me(query: URLSearchParams, request: IncomingMessage, response: ServerResponse) {
    if (!whoAsks(request)) return response.writeHead(401).end('Sign in first.');
    response.setHeader('Cache-Control', 'max-age=600');
    return response.end(`<h1>Hello, ${account.shown}</h1><p>${query.get('q') ?? ''}</p>`);
  }

  function signOut(response: ServerResponse) {
    response.setHeader('Set-Cookie', ['token=; Max-Age=0; Path=/', 'sid=; Max-Age=0; Path=/']);
    response.end('<script>localStorage.clear()</script>Signed out.');
  }

  function rename(form: URLSearchParams, request: IncomingMessage, response: ServerResponse) {
    if (whoAsks(request)) account.shown = form.get('name') ?? '';
    response.end('Saved.');
  }

  const server = createServer(async (request, response) => {
    const sent: Buffer[] = [];
    for await (const piece of request) sent.push(piece as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://twin');
    const form = new URLSearchParams(textOf(sent));
    response.setHeader('Content-Type', 'text/html');
    const pages: Record<string, () => unknown> = {
      'GET /sign-in': () => response.end(formFor(searchParams.get('next') ?? '')),
      'POST /sign-in': () => signIn(form, request, response),
      'POST /name': () => rename(form, request, response),
      'GET /me': () => me(searchParams, request, response),
      'GET /sign-out': () => signOut(response),
    };
    const answer = pages[`${request.method} ${pathname}`] ?? (() => response.writeHead(404).end());
    answer();
  }).listen(0);
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    shownName: () => account.shown,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
