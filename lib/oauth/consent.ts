import 'server-only';
import { and, isNull } from 'drizzle-orm';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { db } from '#lib/db/client';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import { couldProveMore, toldOf, wantsBoth } from '#lib/oauth/assurance';
import { findClient } from '#lib/oauth/clients';
import {
  type AuthorizationRequest,
  authorizationRequestOf,
  denied,
  grantConsent,
} from '#lib/oauth/grant-consent';
import { CONSENT_SECONDS } from '#lib/oauth/lifetimes';
import { isRecord } from '#lib/oauth/record-ids';
import { fail, ok, type Result } from '#lib/result';
import type { Viewer } from '#lib/session/store';
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
  };
  /** When it was asked, in seconds. */
  iat: number;
  returnTo: string;
  result?: object;
};

/**
 * The request of this number; null when there is none, or no longer. Ask only in the browser that began it:
 * a person whom somebody else sent here must not answer for them (RFC 9700 4.7).
 */
export async function findRequest(uid: string): Promise<ConsentRequest | null> {
  const payload = await read(uid);
  const client = payload && (await findClient(payload.params.client_id));
  if (!client) return null;
  const goesTo = new URL(payload.params.redirect_uri).host;
  const answeredAt = payload.result ? payload.returnTo : null;
  const authenticatedSince = authenticatedSinceOf(payload);
  return {
    ...authorizationRequestOf(client, payload.params),
    goesTo,
    answeredAt,
    authenticatedSince,
    wantsBoth: wantsBoth(payload.params.acr_values),
  };
}

/** `prompt=login` and `max_age` (OpenID Connect Core 3.1.2.1); for most nothing more than what the page asks. */
function authenticatedSinceOf({ params: { prompt, max_age }, iat }: Payload): Date {
  if (prompt?.split(' ').includes('login')) return new Date(iat * 1000);
  return new Date(max_age === undefined ? 0 : (iat - Number(max_age)) * 1000);
}

/**
 * Whether what the viewer has proven is enough for this request: lately enough (`max_age`, `prompt=login`), and as much
 * as it would like to have (`acr_values`), where their account has that.
 */
export async function isProvenFor(viewer: Viewer, request: ConsentRequest): Promise<boolean> {
  if (viewer.session.authenticatedAt < request.authenticatedSince) return false;
  return !request.wantsBoth || !(await couldProveMore(viewer));
}

/**
 * Lets the program in. Once: of two answers at the same time one counts. The program is told when the person
 * proved who they are and by what, and a proof that is too old for it is none.
 */
export async function approve(
  viewer: Viewer,
  uid: string,
): Promise<Result<null, 'no_request' | 'not_proven'>> {
  const request = await findRequest(uid);
  if (!request) return fail('no_request');
  if (!(await isProvenFor(viewer, request))) return fail('not_proven');
  const { open, answer } = await grantConsent(viewer, request);
  const { authenticatedAt, amr } = viewer.session;
  const ts = Math.floor(authenticatedAt.getTime() / 1000);
  const login = { accountId: viewer.user.id, remember: false, ts, ...toldOf(amr) };
  const result = { login, consent: { grantId: answer.grantId } };
  const isDone = await answerRequest(uid, result, open);
  return isDone ? ok(null) : fail('no_request');
}

/** Turns the program away; it is told `access_denied` (RFC 6749 4.1.2.1). */
export async function deny(viewer: Viewer, uid: string): Promise<Result<null, 'no_request'>> {
  const request = await findRequest(uid);
  if (!request) return fail('no_request');
  const result = { error: 'access_denied', error_description: 'the person said no' };
  const isDone = await answerRequest(uid, result, denied(viewer, request.client));
  return isDone ? ok(null) : fail('no_request');
}

async function answerRequest(uid: string, result: object, alongside: Write) {
  const payload = await read(uid);
  if (!payload) return false;
  const isOpen = and(isRecord('Interaction', uid), isNull(oauthRecords.consumedAt));
  const values = { consumedAt: new Date(), payload: JSON.stringify({ ...payload, result }) };
  return transaction(
    expectRow((tx) => tx.update(oauthRecords).set(values).where(isOpen)),
    alongside,
  );
}

async function read(uid: string): Promise<Payload | null> {
  const [row] = await db()
    .select({ payload: oauthRecords.payload, expiresAt: oauthRecords.expiresAt })
    .from(oauthRecords)
    .where(isRecord('Interaction', uid));
  const isOpen = row && isStillToCome(row.expiresAt, CONSENT_SECONDS * 1000);
  return isOpen ? (JSON.parse(row.payload) as Payload) : null;
}
