import { described } from './api-description.ts';
import { type Answer, type Sent, send } from './http.ts';
import type { TestServer } from './server.ts';
import { newNetwork } from './test.ts';
import type { Visitor } from './visitor.ts';

export type ApiAnswer = Answer & {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API says; its description has checked it
  json: any;
};

type ApiSent = Omit<Sent, 'body'> & {
  /** Sent as it is, if it is text or bytes; else as JSON. */
  body?: unknown;
};

/** Somebody who calls the API. */
export type Api = (method: string, path: string, sent?: ApiSent) => Promise<ApiAnswer>;

/**
 * Calls the API, below /api/v1, with these headers besides. Whatever it answers is checked against its own
 * description: no answer comes back from here that is not in it.
 */
export function apiOf(server: TestServer, own: () => Record<string, string | string[]>): Api {
  return async (method, path, { body, headers = {}, ...sent } = {}) => {
    const { check } = await described(server);
    const url = `/api/v1${path}`;
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
    const answer = await send(server, url, {
      ...sent,
      method,
      ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
      headers: {
        ...own(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
    });
    check(method, url, answer);
    return { ...answer, json: answer.text ? JSON.parse(answer.text) : null };
  };
}

/** As a script of our own pages does, in this visitor's browser. */
export const apiByCookie = (server: TestServer, visitor: Visitor): Api =>
  apiOf(server, () => ({
    'X-Forwarded-For': visitor.network,
    Origin: server.url,
    'Sec-Fetch-Site': 'same-origin',
    Cookie: visitor.cookie(),
  }));

/** As a program does that holds this token. */
export function apiByToken(server: TestServer, token: string): Api {
  const network = newNetwork();
  return apiOf(server, () => ({
    'X-Forwarded-For': network,
    Authorization: `Bearer ${token}`,
  }));
}

/** As a program does that holds nothing. */
export function apiOfNobody(server: TestServer): Api {
  const network = newNetwork();
  return apiOf(server, () => ({ 'X-Forwarded-For': network }));
}
