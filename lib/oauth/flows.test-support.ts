import { createHash, randomBytes } from 'node:crypto';
import { env } from '#lib/env';
import { DEVICE_GRANT } from '#lib/oauth/client-metadata';
import { approve } from '#lib/oauth/consent';
import { answerDevice, claimDevice } from '#lib/oauth/device';
import { answerOauth } from '#lib/oauth/handle';
import { API_SCOPES } from '#lib/permissions/scopes';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { from } from '#lib/testing/database.test-support';

export const CLI = 'gatehouse-cli';
export const REDIRECT = 'http://127.0.0.1:51234/callback';
export const SCOPE = API_SCOPES.join(' ');

let network = 0;
/** A network of its own for each caller, so that limits do not meet. */
export const newNetwork = () => `10.9.${(network >> 8) & 255}.${network++ & 255}`;

type Form = Record<string, string>;

/** Sends a form to an endpoint of the authorization server, as a program does. */
export const send = (
  path: string,
  form: Form,
  headers: Record<string, string> = {},
  network = newNetwork(),
): Promise<Response> =>
  from(network, () =>
    answerOauth(
      new Request(env().APP_URL + path, {
        method: 'POST',
        headers: hostly({ 'content-type': 'application/x-www-form-urlencoded', ...headers }),
        body: new URLSearchParams(form),
      }),
    ),
  );

export const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  from(newNetwork(), () =>
    answerOauth(new Request(env().APP_URL + path, { headers: hostly(headers) })),
  );

const hostly = (headers: Record<string, string>) => ({
  host: env().host,
  'x-forwarded-proto': 'http',
  ...headers,
});

export async function viewerOfTicket(ticket: Ticket): Promise<Viewer> {
  const found = await findViewer(ticket);
  if (!found) throw new Error('nobody is signed in');
  return found.viewer;
}

export type Tokens = { access_token: string; refresh_token: string; expires_in: number };

/** Lets the command-line client in through the device grant and gives its tokens. */
export async function deviceTokens(viewer: Viewer, scope = SCOPE): Promise<Tokens> {
  const asked = await (await send('/oauth/device_authorization', { client_id: CLI, scope })).json();
  const claimed = await from(newNetwork(), () => claimDevice(viewer, asked.user_code));
  if (!claimed.ok) throw new Error(claimed.reason);
  await answerDevice(viewer, claimed.value, true);
  const answer = await poll(asked.device_code);
  if (answer.status !== 200) throw new Error(await answer.text());
  return answer.json();
}

export const poll = (device_code: string, network = newNetwork()) =>
  send('/oauth/token', { grant_type: DEVICE_GRANT, client_id: CLI, device_code }, {}, network);

export const refresh = (refresh_token: string, client_id = CLI) =>
  send('/oauth/token', { grant_type: 'refresh_token', client_id, refresh_token });

/** What a program sends a browser along with (RFC 7636 4.2). */
export function newPkceChallenge() {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge };
}

/** Pushes what a browser is to be sent along with (RFC 9126). */
export const push = (more: Form = {}, headers: Record<string, string> = {}) =>
  send(
    '/oauth/par',
    {
      client_id: CLI,
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: SCOPE,
      state: 'a-state',
      code_challenge: newPkceChallenge().challenge,
      code_challenge_method: 'S256',
      ...more,
    },
    headers,
  );

/** Sends a browser to be asked; answers where it is sent on to, and its cookies. */
export async function authorize(more: Form = {}, headers: Record<string, string> = {}) {
  const { verifier, challenge } = newPkceChallenge();
  const query = new URLSearchParams({
    client_id: CLI,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: SCOPE,
    state: 'a-state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  });
  const answer = await get(`/oauth/authorize?${query}`, headers);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { answer, cookie, verifier, location: answer.headers.get('location') ?? '' };
}

/** The number of a request, from where the browser is sent on to. */
export const uidOf = (location: string) => location.split('/').at(-1) ?? '';

/** The code that the program gets after the viewer said yes. */
export async function codeFor(viewer: Viewer, more: Form = {}) {
  const { location, cookie, verifier } = await authorize(more);
  const uid = uidOf(location);
  const done = await approve(viewer, uid);
  if (!done.ok) throw new Error(done.reason);
  const back = await get(`/oauth/authorize/${uid}`, { cookie });
  const url = new URL(back.headers.get('location') ?? '');
  return { url, code: url.searchParams.get('code') ?? '', verifier };
}

export const redeem = (
  code: string,
  code_verifier: string,
  more: Form = {},
  headers: Record<string, string> = {},
) =>
  send(
    '/oauth/token',
    {
      grant_type: 'authorization_code',
      client_id: CLI,
      code,
      code_verifier,
      redirect_uri: REDIRECT,
      ...more,
    },
    headers,
  );
