import 'server-only';
import { approve, isProvenFor, refuseRequest, wantsAnother } from '#lib/oauth/consent';
import { type ConsentRequest, findRequest } from '#lib/oauth/consent-request';
import { consentedScopes } from '#lib/oauth/consents';
import { roleMay } from '#lib/permissions/table';
import { needsFactor } from '#lib/session/needs-factor';
import type { Viewer } from '#lib/session/store';

/** Why a person has to be asked, in the words of OpenID Connect Core 3.1.2.6. */
type Reason = 'login_required' | 'consent_required' | 'interaction_required';

/**
 * Answers a request at once where nobody has to be asked: the viewer, null where nobody is signed in, is proven as the request wants it, and has
 * allowed this site all of it before, or the site is the operator's own. With `prompt=none` every other request
 * is answered as well, by the reason. False: the person is to be asked.
 */
export async function answerUnasked(viewer: Viewer | null, uid: string): Promise<boolean> {
  const request = await findRequest(uid);
  if (!request || request.answeredAt) return false;
  const reason = viewer ? await whyAsk(viewer, request) : 'login_required';
  if (viewer && reason === null && (await approveUnasked(viewer, uid))) return true;
  return request.isSilent && refuseRequest(uid, reason ?? 'login_required');
}

/** Twice: another tab may have changed what is remembered at the same moment. */
const approveUnasked = async (viewer: Viewer, uid: string): Promise<boolean> =>
  (await approve(viewer, uid, { isAsked: false })).ok ||
  (await approve(viewer, uid, { isAsked: false })).ok;

/** Why the viewer has to be asked about this request; null when they have not. */
async function whyAsk(viewer: Viewer, request: ConsentRequest): Promise<Reason | null> {
  if (!(await mayGoUnseen(viewer, request))) return 'interaction_required';
  if (!(await isTheOne(viewer, request))) return 'login_required';
  return (await hasAllowed(viewer, request)) ? null : 'consent_required';
}

/** Of an app nobody knows that it is the one that was allowed (RFC 8252 8.6); and some people have to do something first. */
const mayGoUnseen = async (viewer: Viewer, { client }: ConsentRequest) =>
  client.kind === 'web' &&
  roleMay(viewer.user.role, 'client:let-in') &&
  !(await needsFactor(viewer));

/** Whether it is this person whom the site means, proven as it wants. */
async function isTheOne(viewer: Viewer, request: ConsentRequest): Promise<boolean> {
  const { prompts, loginHint } = request;
  const isHinted = !loginHint?.includes('@') || loginHint.toLowerCase() === viewer.user.email;
  if (wantsAnother(viewer, request) || !isHinted || prompts.includes('select_account'))
    return false;
  return isProvenFor(viewer, request);
}

async function hasAllowed({ user }: Viewer, request: ConsentRequest): Promise<boolean> {
  const { client, prompts, tells } = request;
  if (prompts.includes('consent') || client.consent === 'always') return false;
  if (client.consent === 'never') return true;
  const known = await consentedScopes(user.id, client.id);
  return tells.length > 0 && tells.every((scope) => known.includes(scope));
}
