// Gets in by the MCP SDK as an agent does: what the server says leads it, from the 401 on. What it needs is said on the
// command line; where a browser is to go it prints, and it reads the address that the browser came back to.
import { createInterface } from 'node:readline/promises';
import { auth, extractWWWAuthenticateParams } from '@modelcontextprotocol/sdk/client/auth.js';

const [api, clientId, redirectUrl, scope, network] = process.argv.slice(2);
const fetchFn = (url, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('X-Forwarded-For', network);
  return fetch(url, { ...init, headers });
};
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const kept = {};
const provider = {
  redirectUrl,
  clientMetadata: { redirect_uris: [redirectUrl], client_name: 'An agent', scope },
  clientMetadataUrl: clientId.startsWith('http') ? clientId : undefined,
  clientInformation: () =>
    kept.client ?? (clientId.startsWith('http') ? undefined : { client_id: clientId }),
  saveClientInformation: (client) => Object.assign(kept, { client }),
  tokens: () => kept.tokens,
  saveTokens: (tokens) => Object.assign(kept, { tokens }),
  state: () => 'a-state',
  redirectToAuthorization: (url) => say({ open: url.href }),
  saveCodeVerifier: (verifier) => Object.assign(kept, { verifier }),
  codeVerifier: () => kept.verifier,
};

const refused = await fetchFn(`${api}/me`);
const { resourceMetadataUrl } = extractWWWAuthenticateParams(refused);
const asked = { serverUrl: api, resourceMetadataUrl, scope, fetchFn };
say({ status: refused.status, resourceMetadataUrl: String(resourceMetadataUrl) });
try {
  say({ outcome: await auth(provider, asked) });
  const lines = createInterface({ input: process.stdin });
  const { value: back } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  const authorizationCode = new URL(back).searchParams.get('code');
  say({ outcome: await auth(provider, { ...asked, authorizationCode }) });
  const bearer = { headers: { Authorization: `Bearer ${kept.tokens.access_token}` } };
  const me = await fetchFn(`${api}/me`, bearer);
  say({ status: me.status, scope: kept.tokens.scope, me: await me.json() });
  say({ outcome: await auth(provider, asked), isNew: true });
} catch (error) {
  say({ failed: error.message });
}
