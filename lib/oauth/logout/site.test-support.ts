import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { eq } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { onTestFinished } from 'vitest';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { db } from '#lib/db/client';
import type { Algorithm } from '#lib/oauth/algorithms';
import { addClient } from '#lib/oauth/clients';
import { codeFor, redeem } from '#lib/oauth/flows.test-support';
import type { Viewer } from '#lib/session/store';

const SITE_REDIRECT = 'https://shop.example.com/signed-in';
export const AFTER = 'https://shop.example.com/signed-out';

export type TestSite = { id: string; secret: string };

/** A site that people sign in to; it is told of the end of its sessions at `notices`, if there is such an address. */
export async function addToldSite(
  id = 'shop',
  {
    notices = null,
    after = [AFTER],
    alg = 'RS256',
  }: { notices?: string | null; after?: string[]; alg?: Algorithm } = {},
): Promise<TestSite> {
  await db().delete(oauthClients).where(eq(oauthClients.id, id));
  const added = await addClient({
    id,
    name: `The ${id}`,
    kind: 'web',
    redirectUris: [SITE_REDIRECT],
    postLogoutRedirectUris: after,
    backchannelLogoutUri: notices,
    alg,
  });
  if (!added.ok) throw new Error(added.reason);
  return { id, secret: String(added.value) };
}

/** Signs the viewer in there: what the site is given, and under which number it knows the session. */
export async function signInAt({ id, secret }: TestSite, viewer: Viewer) {
  const asked = { client_id: id, redirect_uri: SITE_REDIRECT, scope: 'openid' };
  const { code, verifier } = await codeFor(viewer, asked);
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const answer = await redeem(
    code,
    verifier,
    { client_id: id, redirect_uri: SITE_REDIRECT },
    { authorization },
  );
  if (answer.status !== 200) throw new Error(await answer.text());
  const { id_token: idToken } = (await answer.json()) as { id_token: string };
  return { idToken, sid: String(decodeJwt(idToken)['sid']) };
}

type Told = { path: string; type: string; body: string };

/** The other end: a site that takes notices, and answers as it is told to. */
export async function openSite(
  answer: (response: ServerResponse, nth: number) => void = (response) => response.end(),
) {
  const told: Told[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      told.push({ path: String(request.url), type: String(request.headers['content-type']), body });
      answer(response, told.length);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const { port } = server.address() as { port: number };
  return { told, uri: `http://127.0.0.1:${port}/out`, port, close };
}

/** What stands in the body that a site is sent. */
export const tokenIn = ({ body }: Told) => String(new URLSearchParams(body).get('logout_token'));
