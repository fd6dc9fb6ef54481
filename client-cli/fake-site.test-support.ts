import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

type Said = { status?: number; headers?: Record<string, string>; body?: unknown };
type Asked = { method: string; path: string; headers: IncomingHttpHeaders; form: URLSearchParams };

/**
 * A server that says of itself what a Gatehouse does, and answers every other question as `answer` wants;
 * null: it hangs up.
 */
export async function openFakeSite(answer: (asked: Asked) => Said | null) {
  const asked: Asked[] = [];
  const about: Record<string, unknown> = {};
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, path: url, headers, form: new URLSearchParams(await text(request)) };
    asked.push(one);
    const isAbout = url === '/.well-known/oauth-authorization-server';
    const said = isAbout && !('status' in about) ? { body: about } : answer(one);
    if (!said) return response.destroy();
    const { status = 200, headers: more = {}, body = {} } = said;
    response.writeHead(status, { 'Content-Type': 'application/json', ...more });
    return response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const site = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  Object.assign(about, {
    issuer: site,
    authorization_endpoint: `${site}/authorize`,
    token_endpoint: `${site}/token`,
    device_authorization_endpoint: `${site}/device_authorization`,
    revocation_endpoint: `${site}/revoke`,
  });
  return {
    site,
    /** What it says about itself; can be changed. */
    about,
    /** Everything it was asked, in order. */
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const TOKENS = {
  access_token: 'access-1',
  refresh_token: 'refresh-1',
  token_type: 'Bearer',
  expires_in: 600,
};
