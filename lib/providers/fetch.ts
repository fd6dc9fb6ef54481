import 'server-only';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { env } from '#lib/env';
import { isLoopback } from '#lib/env/between';
import { isPublicAddress, lookupPublic } from '#lib/providers/public-address';

/** More than any answer of theirs: discovery, keys, tokens, a profile. */
const MOST_BYTES = 512 * 1024;

type Options = {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | null | undefined;
};

/** Whether we may fetch from there: https from a public host; on a development machine from itself, too. */
export function mayFetch(url: URL, isOnLoopback = env().isLoopback): boolean {
  if (isHere(url, isOnLoopback)) return true;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return url.protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host));
}

const isHere = (url: URL, isOnLoopback: boolean) =>
  isOnLoopback && isLoopback(url) && /^https?:$/.test(url.protocol);

/**
 * `fetch` for what an operator's word, or a provider's, has named: https only, public hosts only, no redirects, half a
 * megabyte at most. On a development machine the machine itself may be asked (APP_URL is loopback). Ends with the signal;
 * an answer whose status is none (below 200, above 599) is a failure.
 */
export async function fetchPublic(
  address: string,
  { method = 'GET', headers = {}, body, signal }: Options,
  isOnLoopback = env().isLoopback,
): Promise<Response> {
  const url = new URL(address);
  if (!mayFetch(url, isOnLoopback)) throw new Error(`${url.origin} is not to be fetched from`);
  const sent = body === undefined || body === null ? undefined : String(body);
  const lookup = isHere(url, isOnLoopback) ? {} : { lookup: lookupPublic as never };
  const { request } = url.protocol === 'https:' ? https : http;
  return await new Promise<Response>((resolve, reject) => {
    const asked = request(
      url,
      { method, headers, agent: false, ...lookup, ...(signal ? { signal } : {}) },
      (answer) => {
        read(answer)
          .then((bytes) => responseOf(answer, bytes))
          .then(resolve, reject);
      },
    );
    asked.once('error', reject);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    asked.end(sent);
  });
}

async function read(answer: http.IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer) {
    length += piece.length;
    if (length > MOST_BYTES) throw new Error('the answer is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function responseOf({ statusCode: status = 502, headers }: http.IncomingMessage, bytes: Buffer) {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  const hasNone = [204, 205, 304].includes(status);
  return new Response(hasNone ? null : new Uint8Array(bytes), { status, headers: kept });
}
