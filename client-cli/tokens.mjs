import { ask, refusedGrant } from './ask.mjs';
import { Failure } from './failure.mjs';
import { THINGS } from './product.mjs';

export const CLIENT_ID = 'gatehouse-cli';
export const SCOPE = ['account:read', 'sessions', ...THINGS.flatMap(({ scopes }) => scopes)].join(
  ' ',
);

/** A token this close to its end is not used any more: it could run out on the way. */
const MARGIN_MS = 30_000;

/** Asks the token endpoint. The answer may be a refusal. */
export const askForTokens = (server, form) =>
  ask(server.token_endpoint, { form: { client_id: CLIENT_ID, ...form } });

/** What a good answer of the token endpoint holds (RFC 6749 5.1); throws on every other. */
export function tokensFrom(answer, now = Date.now()) {
  if (answer.status !== 200) throw refusedGrant(answer);
  const { access_token, refresh_token, token_type, expires_in } = answer.body ?? {};
  const isGood =
    isText(access_token) && isText(refresh_token) && /^bearer$/i.test(String(token_type));
  if (!isGood) throw new Failure('The server answered in a way this program does not understand.');
  const expiresAt = now + (Number(expires_in) || 0) * 1000;
  return { refreshToken: refresh_token, accessToken: access_token, expiresAt };
}

const isText = (value) => typeof value === 'string' && value !== '';

/** Whether the access token can still be used. */
export const isFresh = ({ accessToken, expiresAt }, now = Date.now()) =>
  isText(accessToken) && expiresAt - MARGIN_MS > now;

/** Ends the sign-in at the server (RFC 7009). */
export async function revoke(server, { refreshToken }) {
  const form = { client_id: CLIENT_ID, token: refreshToken, token_type_hint: 'refresh_token' };
  const answer = await ask(server.revocation_endpoint, { form });
  if (answer.status !== 200) throw refusedGrant(answer);
}
