import 'server-only';
import type { KindName } from '#lib/env/providers';
import { configurationOf } from '#lib/providers/configuration';
import { providerFault } from '#lib/providers/fault';
import { fetchPublic } from '#lib/providers/fetch';
import { KINDS } from '#lib/providers/kinds/list';
import { FETCH_MS } from '#lib/providers/lifetimes';
import { findProvider, type Provider } from '#lib/providers/stored';

/** Tokens are refused when two clocks differ by more than this (milliseconds). */
const MOST_APART_MS = 30_000;

type CheckedProvider = { provider: string; fault: string | null };

/** What keeps people from signing in by this provider, in words for the operator; null where nothing does. */
export async function checkProvider({ name }: Provider): Promise<CheckedProvider> {
  const found = await findProvider(name);
  const secret = found?.secret;
  if (!found || !secret)
    return { provider: name, fault: 'its secret cannot be opened any more: add it again' };
  const { provider } = found;
  const fault =
    (await faultOfSite(provider)) ??
    (await configurationOf(provider, secret).then(() => null, faultIn));
  return { provider: name, fault };
}

/**
 * Whether a provider answers, and its clock agrees with ours; nothing secret is needed for it. Null where all is well.
 * `isOnLoopback`: the site is on this machine, so the provider may be.
 */
export async function faultOfSite(
  { kind, issuer }: { kind: KindName; issuer: string },
  isOnLoopback?: boolean,
): Promise<string | null> {
  const { endpoints } = KINDS[kind];
  const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const [address, method] = endpoints ? [endpoints.token, 'HEAD'] : [discovery, 'GET'];
  try {
    const signal = AbortSignal.timeout(FETCH_MS);
    const answer = await fetchPublic(address, { method, signal }, isOnLoopback);
    if (!endpoints && answer.status !== 200) return `${discovery} answers with ${answer.status}`;
    const apartMs = Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now());
    return apartMs > MOST_APART_MS ? 'it answers, and its clock is not ours' : null;
  } catch (error) {
    return faultIn(error);
  }
}

const faultIn = (error: unknown) => `it does not answer as it should: ${providerFault(error)}`;
