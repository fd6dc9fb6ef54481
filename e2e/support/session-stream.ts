import { once } from 'node:events';
import { request as askPlainly, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as askOverTls } from 'node:https';
import type { BrowserContext, Page } from '@playwright/test';
import type { Where } from './http.ts';
import type { Visitor } from './visitor.ts';

export const STREAM = '/session/watch';
/** What a page asks to learn of the end of its session. */
export const QUESTIONS = /\/session\/(alive|watch)$/;

/**
 * Lets the pages of a browser ask now and then, as one without locks does: a stream that is open would keep whoever
 * waits for a quiet network waiting. Nothing is intercepted, for then Playwright turns the browser's cache off.
 */
export const withoutStreams = (pages: Page | BrowserContext) =>
  pages.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));

/** Keeps the end of their session from the pages of a browser, where it is the person who has to find out. */
export const withoutNotice = (pages: Page | BrowserContext) =>
  pages.route(QUESTIONS, (route) => route.fulfill({ status: 503 }));

/** A stream over raw HTTP or TLS, as a page of this visitor has it: its head, what it has said so far, and its end. */
export async function openStream(
  { url, port, ca, localAddress }: Where,
  visitor: Pick<Visitor, 'network' | 'cookie'>,
  headers: Record<string, string> = {},
) {
  const { host, hostname } = new URL(url);
  const outgoing = (ca ? askOverTls : askPlainly)({
    host: '127.0.0.1',
    port,
    localAddress,
    ...(ca ? { ca, servername: hostname } : {}),
    path: STREAM,
    agent: false,
    headers: {
      Host: host,
      'X-Forwarded-For': visitor.network,
      Cookie: visitor.cookie(),
      ...headers,
    },
  });
  outgoing.on('error', () => undefined);
  outgoing.end();
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined);
  const ended = new Promise<void>((done) => answer.once('close', () => done()));
  const stream = {
    status: answer.statusCode ?? 0,
    headers: answer.headers as IncomingHttpHeaders,
    text: '',
    answer,
    ended,
    /** As a tab that is closed. */
    close: () => void outgoing.destroy(),
  };
  answer.on('data', (chunk) => {
    stream.text += chunk;
  });
  return stream;
}
