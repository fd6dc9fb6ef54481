import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SecondOrigin = Awaited<ReturnType<typeof startSecondOrigin>>;

/** Another site, under another name of this machine, that belongs to the attacker: it serves pages and listens. */
export async function startSecondOrigin() {
  let html = '';
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(decodeURIComponent(`${request.url}`));
    request.on('data', (piece) => heard.push(String(piece)));
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'text/html').end(request.url === '/' ? html : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    /** The same at the name of the site under attack, on another port: another origin, but the same site. */
    nextDoor: `http://localhost:${port}/`,
    /** Everything that was sent to it. */
    heard,
    serve: (page: string) => {
      html = page;
      return url;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
