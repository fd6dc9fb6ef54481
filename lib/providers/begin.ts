import 'server-only';
import * as client from 'openid-client';
import type { Secret } from '#drizzle/columns';
import { env } from '#lib/env';
import { networkKey } from '#lib/limits/network';
import { takeLoad } from '#lib/limits/take-load';
import { log } from '#lib/observability/log';
import { configurationOf } from '#lib/providers/configuration';
import { providerFault } from '#lib/providers/fault';
import { mayFetch } from '#lib/providers/fetch';
import { type About, keepAsked, newState } from '#lib/providers/flow';
import { KINDS } from '#lib/providers/kinds/list';
import { providerByNetwork } from '#lib/providers/limits';
import { findProvider, type Provider } from '#lib/providers/stored';
import { fail, ok, type Result } from '#lib/result';

type BeginFailure = 'no_provider' | 'too_many_attempts' | 'provider_fails';

/** A provider is asked to prove the person anew for what matters, not older than this (seconds). */
export const PROVEN_ANEW_SECONDS = 60;

/** Where a provider sends its answers: a path of its own for each, so that no other can mix in (RFC 9700 4.4). */
export const callbackOf = (name: string): string => `${env().APP_URL}/callback/${name}`;

/**
 * Begins a way to a provider for this browser: keeps state, nonce and the verifier of PKCE, and answers the number under
 * which the page that leads there finds it. Nothing of it is known to the browser but the address of the provider.
 */
export async function beginAt(
  about: About,
  browser: Secret,
): Promise<Result<string, BeginFailure>> {
  const throttled = await takeLoad([[providerByNetwork, networkKey()]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const found = await findProvider(about.provider);
  if (!found) return fail('no_provider');
  const { provider, secret } = found;
  const kind = KINDS[provider.kind];
  if (about.intent === 'confirm' && !kind.provesAnew) return fail('no_provider');
  const flow = newState();
  try {
    if (!secret) throw new Error('its secret lies under a root secret that is gone');
    const checks = { nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const configuration = await configurationOf(provider, secret);
    const url = await addressAt(configuration, provider, about, { ...checks, state: flow.state });
    await keepAsked(flow, about, browser, { url: url.href, ...checks });
    return ok(flow.id);
  } catch (error) {
    log().warn(
      { provider: provider.name, fault: providerFault(error) },
      'a provider cannot be asked',
    );
    return fail('provider_fails');
  }
}

type Checks = { state: string; nonce: string; verifier: string };

/** Where the browser is sent. Throws where the provider's own discovery names what no browser is to be sent to. */
async function addressAt(
  configuration: client.Configuration,
  { name, kind: kindName }: Provider,
  { intent }: About,
  { state, nonce, verifier }: Checks,
): Promise<URL> {
  const kind = KINDS[kindName];
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(name),
    response_type: 'code',
    scope: kind.scope,
    state,
    ...(kind.takesNeither ? {} : await challengeOf(verifier)),
    ...(kind.endpoints || kind.takesNeither ? {} : { nonce }),
    ...(intent === 'confirm' ? { max_age: '0', prompt: 'login' } : {}),
    ...kind.asks,
  });
  if (!mayFetch(url)) throw new Error(`${url.protocol}//${url.host} is no place to send a browser`);
  return url;
}

const challengeOf = async (verifier: string) => ({
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
});
