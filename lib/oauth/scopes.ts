import { API_SCOPES } from '#lib/permissions/scopes';
import type { Texts } from '#texts/complete';
import { say, sayKnown } from '#texts/say';

type OwnScope = Exclude<keyof Texts['scopes'], 'other'>;
/** What a program can be let in for; each is a sentence of the same name, ours in `scopes`, a product's in `productScopes`. */
export type Scope = OwnScope | (typeof API_SCOPES)[number];

const OWN = {
  openid: true,
  profile: true,
  email: true,
  'account:read': true,
  sessions: true,
} as const satisfies Record<OwnScope, true>;
/** All of them. */
export const SCOPES = [...new Set([...Object.keys(OWN), ...API_SCOPES])] as Scope[];
/** The scopes of OpenID Connect Core 5.4: they open `/oauth/userinfo`, not the API. */
export const OIDC_SCOPES = ['openid', 'profile', 'email'] as const satisfies Scope[];
/** What each of them tells of a person (Core 5.4); also a claim that is asked for by its name is one of these. */
export const CLAIMS: Record<(typeof OIDC_SCOPES)[number], string[]> = {
  openid: ['sub', 'sid', 'acr', 'amr', 'auth_time'],
  profile: ['name', 'zoneinfo'],
  email: ['email', 'email_verified'],
};
/** What an app may ask for when its operator named nothing else (OAuth 2.1 1.4.1: as little as it needs). */
export const LEAST_SCOPE = 'account:read' satisfies Scope;

/** What a scope allows, for a person; one that a service of the operator's knows goes by its own name. */
export const sayScope = (scope: string) =>
  (scope === 'other' ? null : sayKnown('scopes', scope)) ??
  sayKnown('productScopes', scope) ??
  say('scopes.other', { scope });
