import 'server-only';
import type { IDToken } from 'openid-client';
import type { KindName } from '#lib/env/providers';

/** What a provider says of a person, before anybody believes it. */
export type Said = {
  issuer: string;
  /** Who it is there, for ever: the only thing by which somebody is known again. */
  subject: string;
  /** What people call that account: "octocat". */
  label: string;
  name: string;
  email: string;
  /** Whether this provider is one that can know that the address is theirs, and says so. */
  isEmailProven: boolean;
  /** The provider says itself that nobody has proven it. */
  isEmailDoubted?: true;
};

/** What came with the answer: the verified ID token, and ways to ask for more. */
export type Answered = {
  claims: IDToken | undefined;
  /** JSON from an address of the provider, asked with the access token. Throws for whatever is no JSON object or list. */
  ask(url: string): Promise<unknown>;
  /** The claims of the userinfo endpoint, of the same subject; none where there is no such endpoint. */
  userInfo(): Promise<Record<string, unknown>>;
  /** The name that Apple posts with the first answer. */
  name: string;
};

/** Endpoints of a provider that has no discovery. */
type Endpoints = { authorize: string; token: string };

/** A kind of provider: what is asked, and how its answer is to be read. One file here, and one line in the list. */
export type ProviderKind = {
  kind: KindName;
  title: string;
  /** Null where the operator has to say it. Without `endpoints` it is where discovery begins (OpenID Connect Discovery 4). */
  issuer: string | null;
  /** Of one that speaks OAuth 2 and no OpenID Connect: it sends no ID token, and no `iss`. */
  endpoints?: Endpoints;
  scope: string;
  /** How we prove who we are at its token endpoint (RFC 6749 2.3.1); in the body unless it says `basic`. */
  proves?: 'basic' | 'apple';
  /** What the request has besides. */
  asks?: Record<string, string>;
  /** It leaves the nonce out of its ID tokens, and refuses a verifier of PKCE: so neither is sent, and only state binds. */
  takesNeither?: true;
  /** Asked to, it proves the person anew and says when (`max_age`, `auth_time`). */
  provesAnew?: true;
  /** It posts its answer (OAuth 2.0 Form Post Response Mode). */
  postsBack?: true;
  /** Throws where the answer does not say who it is. */
  read(answered: Answered): Said | Promise<Said>;
};

/** The text, or an empty one for whatever else it is: what providers send is not trusted to have a type. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The id of an account, which some send as a number. Throws where there is none. */
export function idOf(value: unknown): string {
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
  const id = isWhole ? String(value) : textOf(value);
  if (id === '') throw new Error('the answer names no account');
  return id;
}

/** The object, or an empty one. */
export const objectOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** What people call an account: the first that is there, else the beginning of its id, which is nobody else's business. */
export const labelOf = (subject: string, ...called: string[]): string =>
  called.find((one) => one !== '') ?? `${subject.slice(0, 6)}…`;

/** What the claims of OpenID Connect Core 5.1 say. The address counts as proven by nobody: a kind may know better. */
export function fromClaims(claims: IDToken | undefined, more: Record<string, unknown> = {}): Said {
  if (!claims) throw new Error('the answer has no ID token');
  const said = { ...more, ...claims } as Record<string, unknown>;
  const [email, name] = [textOf(said['email']), textOf(said['name'])];
  const label = labelOf(claims.sub, textOf(said['preferred_username']), email, name);
  const who = { issuer: claims.iss, subject: claims.sub, label, name, email, isEmailProven: false };
  const isDoubted = said['email_verified'] === false || said['email_verified'] === 'false';
  return isDoubted ? { ...who, isEmailDoubted: true } : who;
}
