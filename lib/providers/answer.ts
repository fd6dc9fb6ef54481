import 'server-only';
import * as client from 'openid-client';
import type { Secret } from '#drizzle/columns';
import { hashSecret } from '#lib/crypto/tokens';
import { isOfOneCompany } from '#lib/env/providers';
import { log } from '#lib/observability/log';
import { callbackOf, PROVEN_ANEW_SECONDS } from '#lib/providers/begin';
import { type Company, companyOf } from '#lib/providers/company';
import { configurationOf } from '#lib/providers/configuration';
import { providerFault } from '#lib/providers/fault';
import { type About, takeAsked } from '#lib/providers/flow';
import {
  type Answered,
  objectOf,
  type ProviderKind,
  type Said,
  textOf,
} from '#lib/providers/kinds/kind';
import { KINDS } from '#lib/providers/kinds/list';
import type { ProviderSecret } from '#lib/providers/secret';
import { findProvider, type Provider } from '#lib/providers/stored';
import { readable, unreadable } from '#lib/request/readable';
import { fail, ok, type Result } from '#lib/result';

/** Somebody, as a provider knows them: proven to this browser just now. */
export type Identity = Said & {
  provider: string;
  /** How they were proven there, in its own words. */
  amr: string;
  acr: string;
  /** When they last proved it there (seconds); null where it does not say. */
  authTime: number | null;
  /** Their session there, as `hashOfSession` has it; null where it does not say. */
  session: Secret | null;
  /** The company whose address they have, where this provider answers for it … */
  company: Company | null;
  /** … and whether that has no other people. */
  isOfOneCompany: boolean;
};

/** What is kept of the session that somebody has at a provider: by that it can end those that it began here. */
export const hashOfSession = (issuer: string, sid: string): Secret =>
  hashSecret(JSON.stringify([issuer, sid]));

type AnswerFailure = 'refused_there' | 'provider_fails';

type Taken = { about: About; outcome: Result<Identity, AnswerFailure> };

/** Who brings an answer: the browser's secret, and the session in it. */
type Bringer = { browser: Secret | null; sessionId: string | undefined };

/** What comes back, as it stands in the address; `name` is what Apple posted besides. */
type Returned = URLSearchParams;

/**
 * Takes the answer of a provider: once, in the browser that asked, for what was asked of this provider. Who it is counts only
 * when `state` and `iss` are right, the code is exchanged with the verifier of PKCE, and the ID token is verified: signature,
 * issuer, audience, time, nonce (OpenID Connect Core 3.1.3.7). `about` says what it was for, also where it failed; null where
 * nothing was asked, or by another session. No token is kept.
 */
export async function takeAnswer(
  name: string,
  returned: Returned,
  { browser, sessionId }: Bringer,
): Promise<Taken | null> {
  const asked = await takeAsked(returned.get('state') ?? '', name, browser);
  if (!asked || (asked.sessionId !== null && asked.sessionId !== sessionId)) return null;
  const found = await findProvider(name);
  if (!found?.secret) return null;
  const { payload, id: _, ...about } = asked;
  if (returned.get('error')) return { about, outcome: fail(refusalOf(returned, name)) };
  try {
    const checks = { ...payload, state: returned.get('state') ?? '' } as Checks;
    const value = await identityOf(found.provider, found.secret, returned, checks, about);
    return { about, outcome: ok(value) };
  } catch (error) {
    log().warn(
      { provider: name, fault: providerFault(error) },
      'an answer of a provider was refused',
    );
    return { about, outcome: fail('provider_fails') };
  }
}

/** That the person said no is no fault of anybody's. */
function refusalOf(returned: Returned, provider: string): AnswerFailure {
  const error = returned.get('error') ?? '';
  if (
    /^(access_denied|user_cancelled_\w+|login_required|consent_required|interaction_required)$/.test(
      error,
    )
  )
    return 'refused_there';
  log().warn({ provider, error: error.slice(0, 100) }, 'a provider answered with an error');
  return 'provider_fails';
}

type Checks = { state: string; nonce: string; verifier: string };

async function identityOf(
  provider: Provider,
  secret: ProviderSecret,
  returned: Returned,
  { state, nonce, verifier }: Checks,
  { intent }: About,
): Promise<Identity> {
  const kind = KINDS[provider.kind];
  const configuration = await configurationOf(provider, secret);
  const url = new URL(callbackOf(provider.name));
  for (const part of ['code', 'state', 'iss'])
    for (const value of returned.getAll(part)) url.searchParams.append(part, value);
  const isOpenId = !kind.endpoints;
  const tokens = await client.authorizationCodeGrant(configuration, url, {
    ...(kind.takesNeither ? {} : { pkceCodeVerifier: verifier }),
    expectedState: state,
    idTokenExpected: isOpenId,
    ...(isOpenId && !kind.takesNeither ? { expectedNonce: nonce } : {}),
    ...(intent === 'confirm' ? { maxAge: PROVEN_ANEW_SECONDS } : {}),
  });
  const claims = tokens.claims();
  const read = await kind.read(asker(configuration, tokens, claims, returned.get('name') ?? ''));
  const said = bounded(read, kind);
  const company = await companyOf(provider, said, claims ?? {});
  return {
    ...said,
    ...provenThere(claims),
    company,
    isOfOneCompany: isOfOneCompany(provider),
    provider: provider.name,
  };
}

/** What a verified ID token says of how, when and in which session there somebody was proven; where there is none, nothing. */
function provenThere(claims: client.IDToken | undefined) {
  const [amr, authTime, sid] = [claims?.['amr'], claims?.auth_time, textOf(claims?.['sid'])];
  return {
    amr: Array.isArray(amr) ? shortened(amr.map(textOf).join(' ')) : '',
    acr: shortened(textOf(claims?.['acr'])),
    authTime: isPast(authTime) ? authTime : null,
    session: claims && sid ? hashOfSession(claims.iss, sid) : null,
  };
}

/** A time in seconds that has been, by a minute at most; no other counts as one. */
const isPast = (at: unknown): at is number =>
  typeof at === 'number' && at > 0 && at <= Date.now() / 1000 + 60;

const LONG = 255;

/**
 * Who it is must be whole, and a text that stays the same when it is stored: of two that do not, one would be the other. What
 * people read of it may be cut; an address that cannot be read is none.
 */
function bounded({ issuer, subject, ...said }: Said, { kind }: ProviderKind): Said {
  if (!isStorable(issuer) || !isStorable(subject)) throw new Error(`${kind} names nobody`);
  const [label, name] = [said.label, said.name].map(shortened) as [string, string];
  return { ...said, issuer, subject, label, name, email: isStorable(said.email) ? said.email : '' };
}

const isStorable = (text: string) =>
  text !== '' && text.length <= LONG && unreadable(text) === null;
const shortened = (text: string) => readable(text.slice(0, LONG));

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

const asker = (
  configuration: client.Configuration,
  { access_token: token }: Tokens,
  claims: client.IDToken | undefined,
  name: string,
): Answered => ({
  claims,
  name,
  async ask(address) {
    const headers = new Headers({ accept: 'application/json', 'user-agent': 'gatehouse' });
    const url = new URL(address);
    const answer = await client.fetchProtectedResource(
      configuration,
      token,
      url,
      'GET',
      null,
      headers,
    );
    if (answer.status !== 200) throw new Error(`${url.origin} answers with ${answer.status}`);
    return (await answer.json()) as unknown;
  },
  async userInfo() {
    if (!claims || !configuration.serverMetadata().userinfo_endpoint) return {};
    return objectOf(await client.fetchUserInfo(configuration, token, claims.sub));
  },
});
