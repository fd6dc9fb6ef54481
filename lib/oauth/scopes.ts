import type { API_SCOPES } from '#lib/permissions/scopes';

/** What a program can be let in for, each with the sentence a person reads before saying yes. */
export const SCOPES = {
  openid: 'Know that it is you who signs in',
  profile: 'Read your name and time zone',
  email: 'Read your email address',
  'account:read': 'Read your account: name, address, role',
  sessions: 'See where you are signed in, and end sessions',
  'notes:read': 'Read your notes and those shared with you',
  'notes:write': 'Write, delete and share notes as you may yourself',
} as const satisfies Record<(typeof API_SCOPES)[number] | 'openid' | 'profile' | 'email', string>;

export type Scope = keyof typeof SCOPES;
/** The scopes of OpenID Connect Core 5.4: they open `/oauth/userinfo`, not the API. */
export const OIDC_SCOPES = ['openid', 'profile', 'email'] as const satisfies Scope[];
/** What an app may ask for when its operator named nothing else (OAuth 2.1 1.4.1: as little as it needs). */
export const LEAST_SCOPE = 'account:read' satisfies Scope;

const isScope = (word: string): word is Scope => Object.hasOwn(SCOPES, word);

/** What a scope allows, for a person; one that a service of the operator's knows goes by its own name. */
export const sayScope = (scope: string) => (isScope(scope) ? SCOPES[scope] : `Use “${scope}”`);
