import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';

const PATIENCE_MS = 5_000;
const MOST_BYTES = 256 * 1024;

/** Nothing answers there. */
export class Unreached extends Error {}

export type ProbeRequest = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The name to ask for, where it is another than that of the address. */
  host?: string;
};

export type Heard = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  cookies: string[];
  text: string;
};

/** One request, followed nowhere, for five seconds and a quarter of a megabyte at most. Throws Unreached. */
export function askAt(at: URL, path: string, asked: ProbeRequest = {}): Promise<Heard> {
  const { method = 'GET', headers = {}, body, host } = asked;
  const { request } = at.protocol === 'https:' ? https : http;
  return new Promise<Heard>((done, fail) => {
    const sent = request(
      {
        protocol: at.protocol,
        hostname: at.hostname.replace(/^\[|\]$/g, ''),
        port: at.port,
        path,
        method,
        headers: { Host: host ?? at.host, ...headers },
        agent: false,
        timeout: PATIENCE_MS,
      },
      (answer) => read(answer).then(done, fail),
    );
    sent.once('timeout', () => sent.destroy(new Error('it does not answer')));
    sent.once('error', (error: NodeJS.ErrnoException) =>
      fail(new Unreached(`${at.origin}: ${error.code ?? error.message}`)),
    );
    sent.end(body);
  });
}

async function read(answer: IncomingMessage): Promise<Heard> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MOST_BYTES) break;
    pieces.push(piece);
  }
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    cookies: answer.headers['set-cookie'] ?? [],
    text: Buffer.concat(pieces).toString('utf8'),
  };
}
