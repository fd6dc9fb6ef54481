import { addClient, removeClient } from '#lib/oauth/clients';
import { approve } from '#lib/oauth/consent';
import { authorize, get, redeem, send, uidOf } from '#lib/oauth/flows.test-support';
import { NewClient } from '#lib/oauth/new-client';
import type { Viewer } from '#lib/session/store';

export const SITE = 'a-site';
export const SITE_REDIRECT = 'https://site.example.com/in';

/** A site that people sign in to, anew; answers its secret. */
export async function addSite(more: object = {}): Promise<string> {
  await removeClient(SITE);
  const site = { id: SITE, name: 'A site', kind: 'web', redirectUris: [SITE_REDIRECT], ...more };
  const added = await addClient(NewClient.parse(site));
  if (!added.ok) throw new Error(added.reason);
  return String(added.value);
}

export const ASKED = {
  client_id: SITE,
  redirect_uri: SITE_REDIRECT,
  scope: 'openid profile email',
};

/** What the site gets for somebody who says yes: where the browser ends up, and the code. */
export async function siteCode(viewer: Viewer, more: Record<string, string> = {}) {
  const { location, cookie, verifier } = await authorize({ ...ASKED, ...more });
  const uid = uidOf(location);
  const done = await approve(viewer, uid);
  if (!done.ok) throw new Error(done.reason);
  const back = await get(`/oauth/authorize/${uid}`, { cookie });
  const url = new URL(back.headers.get('location') ?? '');
  return { url, code: url.searchParams.get('code') ?? '', verifier };
}

export const basic = (secret: string) => ({
  authorization: `Basic ${Buffer.from(`${SITE}:${secret}`).toString('base64')}`,
});

/** The tokens of the site for somebody who says yes. */
export async function siteTokens(
  viewer: Viewer,
  secret: string,
  more: Record<string, string> = {},
) {
  const { code, verifier } = await siteCode(viewer, more);
  const shown = { client_id: SITE, client_secret: secret, redirect_uri: SITE_REDIRECT };
  const answer = await redeem(code, verifier, shown);
  return (await answer.json()) as { id_token: string; access_token: string; error?: string };
}

/** Whether the site may ask with this secret. */
export const isGood = async (secret: string) =>
  (await send('/oauth/introspect', { token: 'x' }, basic(secret))).status === 200;
