import 'server-only';
import { z } from 'zod';
import { line } from '#lib/line';
import { SIGNING_ALGORITHMS } from '#lib/oauth/algorithms';
import { LEAST_SCOPE } from '#lib/oauth/scopes';

/**
 * native: an app or a command line; keeps no secret, proves itself by PKCE or the device grant (RFC 8252).
 * web: another site of the owner's that people sign in to with Gatehouse; keeps a secret.
 * service: an API that is handed our tokens and may ask about them (RFC 7662); signs nobody in.
 * machine: a program of the operator's that asks services for itself and for no person (RFC 6749 4.4); keeps a secret.
 */
export const CLIENT_KINDS = ['native', 'web', 'service', 'machine'] as const;
export type ClientKind = (typeof CLIENT_KINDS)[number];

/** How a program may show its secret (RFC 6749 2.3.1): as it likes, in the header Authorization, or in the body. */
export const SHOWS_SECRET = ['any', 'basic', 'post'] as const;

/** How often a site asks a person for the same: once, each time, or never, because it is the operator's own. */
export const CONSENT_ASKED = ['once', 'always', 'never'] as const;

/** Addresses are kept and compared letter by letter, as they were given. */
const address = (isFine: (url: URL) => boolean, otherwise: string) =>
  z
    .url('has to be a whole address')
    .refine((text) => URL.canParse(text) && isPlain(new URL(text)), {
      error: 'takes no fragment, user or password',
    })
    .refine((text) => URL.canParse(text) && isFine(new URL(text)), { error: otherwise });
const isPlain = ({ hash, username, password }: URL) => !hash && !username && !password;

/**
 * An app is reached on https it has claimed, or on its own machine; never by a scheme anybody can claim. By its number is
 * better (RFC 8252 8.3), but what there is of agents says localhost.
 */
const NativeUri = address(
  ({ protocol, hostname }) =>
    protocol === 'https:' ||
    (protocol === 'http:' && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname)),
  'has to be https, or http on 127.0.0.1, [::1] or localhost',
);
const WebUri = address(
  ({ protocol, hostname }) =>
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname)),
  'has to be https, or http on this machine',
);
/** Where a site is told of the end of its sessions: what goes there is signed, and says who has a session there. */
const NoticeUri = address(
  ({ protocol, hostname }) =>
    protocol === 'https:' ||
    (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)),
  'has to be https, or http on this machine',
);
const Audience = address(({ protocol }) => /^https?:$/.test(protocol), 'has to be http or https');

const Shared = {
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, 'has to be 2 to 63 of a-z, 0-9, . _ -'),
  name: line(80, { isEmpty: 'needs a name', isLong: 'has at most 80 characters' }),
};

const Scopes = z
  .string('is a list of words')
  .regex(/^[a-z0-9:._-]+( [a-z0-9:._-]+)*$/, 'is a list of words');

const auth = z.enum(SHOWS_SECRET, `is one of ${SHOWS_SECRET.join(', ')}`).default('any');
/** RS256 is what a client expects that was told nothing (OpenID Connect Registration 2). */
const alg = z
  .enum(SIGNING_ALGORITHMS, `is one of ${SIGNING_ALGORITHMS.join(', ')}`)
  .default('RS256');

/** What an operator gives to let a program ask. */
export const NewClient = z.discriminatedUnion('kind', [
  z.object({
    ...Shared,
    kind: z.literal('native'),
    redirectUris: z.array(NativeUri).max(10, 'takes ten at most'),
    /** All that it may ever ask for: of Gatehouse, and of the operator's services. */
    scope: Scopes.default(LEAST_SCOPE),
    alg,
  }),
  z.object({
    ...Shared,
    kind: z.literal('web'),
    redirectUris: z.array(WebUri).min(1, 'needs an address').max(10, 'takes ten at most'),
    auth,
    alg,
    /** Whether each of its requests has to have PKCE; else a nonce will do, never neither (RFC 9700 2.1.1). */
    needsPkce: z.boolean().default(false),
    consent: z.enum(CONSENT_ASKED, `is one of ${CONSENT_ASKED.join(', ')}`).default('once'),
    /** Where people may be led who have signed out here (OpenID RP-Initiated Logout 1.0 3.1). */
    postLogoutRedirectUris: z.array(WebUri).max(10, 'takes ten at most').default([]),
    /** Where it is told which of its sessions have ended (OpenID Back-Channel Logout 1.0 2.2). */
    backchannelLogoutUri: NoticeUri.nullable().default(null),
  }),
  z.object({
    ...Shared,
    kind: z.literal('service'),
    audience: Audience,
    scope: Scopes,
    auth,
  }),
  z.object({
    ...Shared,
    kind: z.literal('machine'),
    /** All that it may ever ask for, of the operator's services. */
    scope: Scopes,
    auth,
  }),
]);
export type NewClient = z.input<typeof NewClient>;
