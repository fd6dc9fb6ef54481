import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';
import { freePort } from '#e2e/support/server';
import { textOf } from './search.ts';

/** One request of a browser and its answer, to the last byte. */
export type Exchange = {
  /** Whose browser it was. */
  who: string;
  method: string;
  /** With its query. */
  path: string;
  referer: string;
  sent: { headers: Record<string, string | string[] | undefined>; body: string };
  status: number;
  /** What a script may read of an answer's head: all of it but Set-Cookie. */
  headers: string;
  setCookies: string[];
  bytes: number;
  body: string;
};

/**
 * Stands between browsers and a server, on a port of its own, and writes down everything that goes through. It
 * asks for answers that are not compressed, and changes nothing else. `target` may be said later: the server
 * wants to know the address that browsers use before it starts.
 */
export async function tapWire(port?: number) {
  const own = port ?? (await freePort());
  const exchanges: Exchange[] = [];
  let target = 0;
  let nameOf = (network: string) => network;
  const proxy = createServer(async (request, response) => {
    const { 'accept-encoding': _, ...headers } = request.headers;
    const who = nameOf(String(headers['x-forwarded-for'] ?? ''));
    // The whole of it first: an answer that comes before a body has ended would cut the browser off.
    const sent: Buffer[] | null = await request.toArray().catch(() => null);
    if (!sent) return;
    const pieces: Buffer[] = [];
    const onward = ask(
      { port: target, method: request.method, path: request.url, headers, agent: false },
      (answer) => {
        const { 'set-cookie': setCookies = [], ...readable } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.on('data', (piece) => pieces.push(piece));
        answer.pipe(response);
        answer.on('close', () =>
          exchanges.push({
            who,
            method: request.method ?? '',
            path: request.url ?? '',
            referer: headers.referer ?? '',
            sent: { headers, body: textOf(sent) },
            status: answer.statusCode ?? 0,
            headers: JSON.stringify(readable),
            setCookies,
            bytes: pieces.reduce((sum, { length }) => sum + length, 0),
            body: textOf(pieces),
          }),
        );
      },
    );
    onward.on('error', () => response.headersSent || response.destroy());
    response.on('close', () => onward.destroy());
    onward.end(Buffer.concat(sent));
  });
  proxy.listen(own);
  await once(proxy, 'listening');
  return {
    url: `http://localhost:${own}`,
    port: own,
    exchanges,
    leadTo: (serverPort: number) => {
      target = serverPort;
    },
    /** How to tell by the network whose browser it is. */
    nameBy: (name: typeof nameOf) => {
      nameOf = name;
    },
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
