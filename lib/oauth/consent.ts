import 'server-only';
import { and, isNull } from 'drizzle-orm';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { expectRow, transaction, type Write } from '#lib/db/transaction';
import { couldProveMore, toldOf } from '#lib/oauth/assurance';
import type { OAuthClient } from '#lib/oauth/clients';
import { type ConsentRequest, findRequest, readRequest } from '#lib/oauth/consent-request';
import { rememberConsent } from '#lib/oauth/consents';
import { denied, grantConsent } from '#lib/oauth/grant-consent';
import { isRecord } from '#lib/oauth/record-ids';
import { fail, ok, type Result } from '#lib/result';
import type { Viewer } from '#lib/session/store';

/**
 * Whether what the viewer has proven is enough for this request: lately enough (`max_age`, `prompt=login`), and as much
 * as it would like to have (`acr_values`), where their account has that.
 */
export async function isProvenFor(viewer: Viewer, request: ConsentRequest): Promise<boolean> {
  if (viewer.session.authenticatedAt < request.authenticatedSince) return false;
  return !request.wantsBoth || !(await couldProveMore(viewer));
}

/** Whether the program wants somebody else than the viewer (`id_token_hint`, the claim `sub`). */
export const wantsAnother = (viewer: Viewer, { subject }: ConsentRequest): boolean =>
  subject !== null && subject !== viewer.user.id;

/**
 * Lets the program in. Once: of two answers at the same time one counts. The program is told when the person
 * proved who they are and by what, and a proof that is too old for it is none. A program that takes nothing less than was
 * proven is told so, and is not let in. What a person allows a site is remembered; where they were not asked
 * (`isAsked: false`), what they allowed before has to be there still when it is written.
 */
export async function approve(
  viewer: Viewer,
  uid: string,
  { isAsked = true } = {},
): Promise<Result<null, 'no_request' | 'not_proven'>> {
  const request = await findRequest(uid);
  if (!request || wantsAnother(viewer, request)) return fail('no_request');
  if (!(await isProvenFor(viewer, request))) return fail('not_proven');
  const told = toldOf(viewer.session.amr);
  if (request.demandedAcr && !request.demandedAcr.includes(told.acr)) {
    const isDone = await refuseRequest(uid, 'unmet_authentication_requirements');
    return isDone ? ok(null) : fail('no_request');
  }
  const { client, prompts } = request;
  const { open, answer } = await grantConsent(viewer, request);
  const ts = Math.floor(viewer.session.authenticatedAt.getTime() / 1000);
  const login = { accountId: viewer.user.id, remember: false, ts, ...told };
  const chosen = prompts.includes('select_account') ? { select_account: {} } : {};
  const result = { login, consent: { grantId: answer.grantId }, ...chosen };
  const isDone = await answerRequest(uid, result, [
    open,
    isRemembered(client) && (await rememberConsent(viewer.user.id, request, { isAsked })),
  ]);
  return isDone ? ok(null) : fail('no_request');
}

/** Nobody knows that an app is the same one, and a site that always asks is told by no answer of before. */
const isRemembered = ({ kind, consent }: OAuthClient) => kind === 'web' && consent !== 'always';

/** Turns the program away; it is told `access_denied` (RFC 6749 4.1.2.1). */
export async function deny(viewer: Viewer, uid: string): Promise<Result<null, 'no_request'>> {
  const request = await findRequest(uid);
  if (!request) return fail('no_request');
  const result = { error: 'access_denied', error_description: 'the person said no' };
  const isDone = await answerRequest(uid, result, denied(viewer, request.client));
  return isDone ? ok(null) : fail('no_request');
}

/** Tells the program why nobody is asked, in a word of OpenID Connect Core 3.1.2.6. False when it was answered before. */
export const refuseRequest = (uid: string, error: string): Promise<boolean> =>
  answerRequest(uid, { error, error_description: 'the person has to be asked' }, null);

async function answerRequest(uid: string, result: object, alongside: Write) {
  const payload = await readRequest(uid);
  if (!payload) return false;
  const isOpen = and(isRecord('Interaction', uid), isNull(oauthRecords.consumedAt));
  const values = { consumedAt: new Date(), payload: JSON.stringify({ ...payload, result }) };
  return transaction(
    expectRow((tx) => tx.update(oauthRecords).set(values).where(isOpen)),
    alongside,
  );
}
