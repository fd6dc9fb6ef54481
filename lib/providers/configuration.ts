import 'server-only';
import * as client from 'openid-client';
import { isLoopback } from '#lib/env/between';
import { Latest } from '#lib/latest';
import { appleSecret } from '#lib/providers/apple-secret';
import { fetchPublic, mayFetch } from '#lib/providers/fetch';
import { KINDS } from '#lib/providers/kinds/list';
import { FETCH_MS } from '#lib/providers/lifetimes';
import type { ProviderSecret } from '#lib/providers/secret';
import type { Provider } from '#lib/providers/stored';
import { singleton } from '#lib/singleton';

/** So long what a provider says of itself counts; its keys are asked for again by themselves (milliseconds). */
const KEEPS_MS = 3_600_000;

type Kept = { made: Promise<client.Configuration>; until: number };

const kept = () => singleton('providers', () => new Latest<Kept>(100));

/**
 * What is known of a provider: from its discovery, or from our list. Asked for once an hour. Signatures are verified also
 * where TLS would do (OpenID Connect Core 3.1.3.7). Throws where it does not answer, or not as it should.
 */
export function configurationOf(
  provider: Provider,
  secret: ProviderSecret,
): Promise<client.Configuration> {
  const key = JSON.stringify([provider, secret]);
  const known = kept().get(key);
  if (known && known.until > Date.now()) return known.made;
  const one = { made: makeConfiguration(provider, secret), until: Date.now() + KEEPS_MS };
  kept().set(key, one);
  one.made.catch(() => {
    one.until = 0;
  });
  return one.made;
}

/** Nobody but us says what counts as this machine. */
const fetches: client.CustomFetch = (address, options) => fetchPublic(address, options);

async function makeConfiguration(provider: Provider, secret: ProviderSecret) {
  const { issuer, clientId } = provider;
  const { endpoints, proves } = KINDS[provider.kind];
  const url = new URL(issuer);
  if (!mayFetch(url)) throw new Error(`${issuer} is neither https nor public`);
  const proof =
    proves === 'apple' ? await appleSecret(clientId, secret) : secret.clientSecret.trim();
  const auth = proves === 'basic' ? basic(proof) : client.ClientSecretPost(proof);
  const execute = isLoopback(url) ? [client.allowInsecureRequests] : [];
  const options = { execute, timeout: FETCH_MS / 1000, [client.customFetch]: fetches };
  if (!endpoints) {
    const found = await client.discovery(url, clientId, undefined, auth, options);
    client.enableNonRepudiationChecks(found);
    return found;
  }
  const server = {
    issuer,
    authorization_endpoint: endpoints.authorize,
    token_endpoint: endpoints.token,
  };
  const made = new client.Configuration(server, clientId, undefined, auth);
  made[client.customFetch] = fetches;
  made.timeout = FETCH_MS / 1000;
  return made;
}

/**
 * HTTP Basic (RFC 6749 2.3.1), where only what has to be encoded is: some servers do not decode it, and then `-` and `_` have to
 * stand as they are.
 */
const basic =
  (secret: string): client.ClientAuth =>
  (_server, { client_id }, _body, headers) => {
    const pair = `${encodeURIComponent(client_id)}:${encodeURIComponent(secret)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  };
