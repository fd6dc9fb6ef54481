import 'server-only';
import { decodeJwt } from 'jose';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { db } from '#lib/db/client';
import { type AskedClaims, areReadableIn, askedClaims } from '#lib/oauth/asked-claims';
import { wantsBoth } from '#lib/oauth/assurance';
import { findActiveClient } from '#lib/oauth/change-client';
import { type AuthorizationRequest, authorizationRequestOf } from '#lib/oauth/grant-consent';
import { CONSENT_SECONDS } from '#lib/oauth/lifetimes';
import { isRecord } from '#lib/oauth/record-ids';
import { isRedirectOf } from '#lib/oauth/redirect';
import { UNASKED } from '#lib/oauth/silence';
import { isStillToCome } from '#lib/times';

/** A program that waits for a person's answer, in the browser that it sent there. */
export type ConsentRequest = AuthorizationRequest & {
  /** The host that the answer goes to. */
  goesTo: string;
  /** Where the browser carries the answer, once there is one. */
  answeredAt: string | null;
  /** Since when the person has to have proven who they are, if the program asks for that. */
  authenticatedSince: Date;
  /** Whether it would rather have two factors proven. */
  wantsBoth: boolean;
  /** Of these `acr` it takes no other (Core 5.5.1.1); null where it takes any. */
  demandedAcr: string[] | null;
  /** It wants nobody but this person, whom it was told of before; null for anybody. */
  subject: string | null;
  /** Whom it thinks it is, as it was told by the person. */
  loginHint: string | null;
  /** What it wants the person to be asked, whatever they answered before: login, consent, select_account. */
  prompts: string[];
  /** It wants an answer without any page (`prompt=none`). */
  isSilent: boolean;
};

type Payload = {
  params: {
    client_id: string;
    redirect_uri: string;
    scope?: string;
    resource?: string;
    prompt?: string;
    max_age?: number | string;
    acr_values?: string;
    id_token_hint?: string;
    login_hint?: string;
    claims?: string;
    [UNASKED]?: string;
  };
  /** When it was asked, in seconds. */
  iat: number;
  returnTo: string;
  result?: object;
};

/**
 * The request of this number; null when there is none, or no longer, and when its program, or the address that the answer
 * would go to, was taken away meanwhile. Ask only in the browser that began it: a person whom somebody else sent here must
 * not answer for them (RFC 9700 4.7).
 */
export async function findRequest(uid: string): Promise<ConsentRequest | null> {
  const payload = await readRequest(uid);
  const client = payload && (await findActiveClient(payload.params.client_id));
  if (!client || !isRedirectOf(client, payload.params.redirect_uri)) return null;
  const { params, returnTo, result } = payload;
  if (!areReadableIn(params.claims)) return null;
  const claims = askedClaims(params.claims);
  return {
    ...authorizationRequestOf(client, params),
    goesTo: new URL(params.redirect_uri).host,
    answeredAt: result ? returnTo : null,
    authenticatedSince: authenticatedSinceOf(payload),
    wantsBoth: wantsBoth(params.acr_values ?? claims.acr?.join(' ')),
    demandedAcr: claims.isAcrDemanded ? claims.acr : null,
    subject: subjectOf(params.id_token_hint, claims),
    loginHint: params.login_hint ?? null,
    prompts: params.prompt?.split(' ') ?? [],
    isSilent: params[UNASKED] !== undefined,
  };
}

/** `prompt=login` and `max_age` (OpenID Connect Core 3.1.2.1); for most nothing more than what the page asks. */
function authenticatedSinceOf({ params: { prompt, max_age }, iat }: Payload): Date {
  if (prompt?.split(' ').includes('login')) return new Date(iat * 1000);
  return new Date(max_age === undefined ? 0 : (iat - Number(max_age)) * 1000);
}

/** By the hint, whose signature oidc-provider has verified, or by the claim `sub` with a value. */
const subjectOf = (hint: string | undefined, { sub }: AskedClaims): string | null =>
  sub ?? (hint ? String(decodeJwt(hint).sub) : null);

/** What oidc-provider keeps of a request that waits for its answer. */
export async function readRequest(uid: string): Promise<Payload | null> {
  const [row] = await db()
    .select({ payload: oauthRecords.payload, expiresAt: oauthRecords.expiresAt })
    .from(oauthRecords)
    .where(isRecord('Interaction', uid));
  const isOpen = row && isStillToCome(row.expiresAt, CONSENT_SECONDS * 1000);
  return isOpen ? (JSON.parse(row.payload) as Payload) : null;
}
