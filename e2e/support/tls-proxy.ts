import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:https';
import { makeCertificate } from '#lib/testing/certificate.test-support';

/** The name the site has in these tests; Chromium is told where it is. */
const NAME = 'gatehouse.test';

/**
 * What stands in front of a real deployment: speaks https with a certificate of its own, and http with the
 * server behind it; appends the caller to X-Forwarded-For.
 */
export async function startTlsProxy() {
  const { key, cert, fingerprint } = makeCertificate(NAME);
  let behind = 0;
  let namesHostApart = false;
  const proxy = createServer({ key, cert }, (asked, answer) => {
    const headers = { ...asked.headers, ...added(asked, namesHostApart ? behind : null) };
    const { method, url: path } = asked;
    const passed = request(
      { host: '127.0.0.1', port: behind, method, path, headers, agent: false },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as { port: number };
  return {
    url: `https://${NAME}:${port}`,
    /** Says where the server is. */
    standBefore(port: number) {
      behind = port;
    },
    /** Whether it names the host in X-Forwarded-Host and the server in Host, or passes Host on as it came. */
    nameHostApart(isApart: boolean) {
      namesHostApart = isApart;
    },
    /** The site as somebody who comes to the proxy from this address of 127.0.0.0/8 finds it. */
    from: (localAddress: string) => ({ port, ca: cert, localAddress }),
    /** What Chromium has to be started with to find this site and to trust this certificate. */
    chromium: [
      `--host-resolver-rules=MAP ${NAME} 127.0.0.1`,
      `--ignore-certificate-errors-spki-list=${fingerprint}`,
    ],
    async close() {
      proxy.closeAllConnections();
      await new Promise((closed) => proxy.close(closed));
    },
  };
}

function added({ headers, socket }: IncomingMessage, ownPort: number | null): IncomingHttpHeaders {
  const callers = [headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', ');
  if (ownPort === null) return { 'x-forwarded-for': callers };
  return {
    'x-forwarded-for': callers,
    'x-forwarded-host': headers.host,
    host: `127.0.0.1:${ownPort}`,
  };
}
