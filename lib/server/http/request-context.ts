import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '#lib/env';
import { clientAddress } from '#lib/request/client';
import type { RequestContext } from '#lib/request/context';
import { endWith } from '#lib/server/http/answer';
import { isLanguage, type Language } from '#texts/languages';
import { languageAsked } from '#texts/negotiate';

/** What proxies write, each in its own way; any of it means that somebody stands between. */
const PROXIED = /^(x-forwarded-.*|forwarded|via|x-real-ip|cf-connecting-ip|true-client-ip)$/;

/**
 * The context that a request opens, behind `hops` trusted proxies. What few ask for is worked out when they do,
 * but read now: the front door and Next take headers away.
 */
export class ServerRequestContext implements RequestContext {
  readonly method: string;
  readonly url: string;
  readonly address: string;
  readonly cameFrom: string;
  readonly isProxied: boolean;
  readonly isPrefetch: boolean;
  nonce = '';
  readonly answer: RequestContext['answer'] = {
    headers: {},
    actionStarted: false,
    unavailable: false,
  };
  readonly #agent: string;
  readonly #cookie: string | undefined;
  readonly #accepts: string | undefined;
  readonly #response: ServerResponse;
  #id: string | undefined;
  #language: Language | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, hops: number) {
    const { headers, socket, method = 'GET', url = '/' } = request;
    this.method = method;
    this.url = url;
    this.cameFrom = headers.referer ?? '';
    const forwardedFor = headers['x-forwarded-for'];
    const forwarders = Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor;
    this.address = clientAddress(socket.remoteAddress ?? '', forwarders, hops);
    this.isProxied = Object.keys(headers).some((name) => PROXIED.test(name));
    const purpose = headers['sec-purpose'] ?? headers['purpose'];
    this.isPrefetch =
      headers['next-router-prefetch'] !== undefined || /prefetch/.test(String(purpose));
    this.#cookie = headers.cookie;
    this.#accepts = headers['accept-language'];
    this.#agent = headers['user-agent'] ?? '';
    this.#response = response;
  }

  /** Named in the log, and on the page of an error. */
  get id() {
    this.#id ??= randomUUID();
    return this.#id;
  }

  /** As the person has chosen in this browser (lib/session/cookie), or as the browser asks. */
  get language(): Language {
    this.#language ??= chosenIn(this.#cookie) ?? languageAsked(this.#accepts);
    return this.#language;
  }

  get userAgent() {
    return this.#agent.replace(/[\p{Cc}\p{Cf}]/gu, ' ').slice(0, 300);
  }

  endWith(body: string, status: number) {
    endWith(this.#response, body, status);
  }
}

/** Over https only the one that no neighbouring host can set. */
const LANGUAGE_COOKIE = {
  host: /(?:^|; *)__Host-language=([a-z]+)(?:;|$)/,
  plain: /(?:^|; *)language=([a-z]+)(?:;|$)/,
};

function chosenIn(cookie: string | undefined): Language | undefined {
  const [, chosen] = cookie?.match(LANGUAGE_COOKIE[env().isHttps ? 'host' : 'plain']) ?? [];
  return isLanguage(chosen) ? chosen : undefined;
}
