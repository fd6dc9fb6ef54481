import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { grantApp, sendToOauth } from './grant-consent.ts';
import type { TestServer } from './server.ts';
import type { Visitor } from './visitor.ts';

/** Those of RFC 7636, appendix B. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

export type Site = Awaited<ReturnType<typeof newSite>>;

/**
 * Another site that people sign in to with Gatehouse, real enough to have an address, a session, and a way out of both: it
 * keeps the id_tokens that it got, and what it was told of sessions that ended.
 */
export async function newSite(server: TestServer, { name = 'The shop' } = {}) {
  const id = `site-${randomInt(1e5, 1e6)}`;
  const idTokens: string[] = [];
  const told: string[] = [];
  const answer = { status: 200 };
  const http = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    const page = (words: string) =>
      response
        .setHeader('Content-Type', 'text/html')
        .end(`<!doctype html><title>${name}</title>${words}`);
    if (pathname === '/told') {
      told.push(String(new URLSearchParams(await bodyOf(request)).get('logout_token')));
      return response.writeHead(answer.status).end();
    }
    if (pathname === '/signed-in') {
      idTokens.push(await redeem(String(searchParams.get('code'))));
      return page(`<p>Signed in at ${name}. <a href="/leave">Sign out of all</a>`);
    }
    if (pathname === '/leave') return response.writeHead(302, { Location: leaving() }).end();
    return page(pathname === '/signed-out' ? `<p>Signed out of ${name}.` : '');
  }).listen(0);
  await once(http, 'listening');
  const origin = `http://localhost:${(http.address() as { port: number }).port}`;
  const after = `${origin}/signed-out`;
  const redirect = `${origin}/signed-in`;
  const added = await gatehouse(
    server,
    ...['clients', 'add', id, '--name', name, '--kind', 'web', '--redirect', redirect],
    ...['--post-logout-redirect', after, '--backchannel-logout', `${origin}/told`, '--json'],
  );
  const { client_secret: secret } = JSON.parse(added.stdout) as { client_secret: string };

  async function redeem(code: string): Promise<string> {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: VERIFIER,
    };
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const given = await sendToOauth(server, '/oauth/token', form, { authorization });
    return ((await given.json()) as { id_token: string }).id_token;
  }

  const asking = `${server.url}/oauth/authorize?${new URLSearchParams({
    client_id: id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'openid',
    state: 'kept by the site',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  })}`;

  /** Where it sends somebody who signs out of all. */
  const leaving = (more: Record<string, string> = {}) =>
    `${server.url}/oauth/logout?${new URLSearchParams({
      id_token_hint: idTokens.at(-1) ?? '',
      post_logout_redirect_uri: after,
      state: 'said at the end',
      ...more,
    })}`;

  return {
    id,
    after,
    asking,
    leaving,
    told,
    /** What it says to a notice from now on. */
    answer,
    /** Signs somebody in there who is signed in here; answers their id_token. */
    async signIn(visitor: Visitor): Promise<string> {
      const back = await grantApp(visitor, new URL(asking));
      const token = await redeem(String(back.searchParams.get('code')));
      idTokens.push(token);
      return token;
    },
    close: () => http.close(),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += piece;
  return body;
}
