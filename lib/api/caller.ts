import 'server-only';
import { readingsByUser } from '#lib/api/limits';
import { type ApiRefusal, refusal } from '#lib/api/problem';
import { protectedResourceAddress } from '#lib/api/protected-resource';
import type { Detail } from '#lib/audit/detail';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { countBrowserRequest, countProgramRequest } from '#lib/limits/forms';
import { byPerson } from '#lib/limits/person';
import { recordBounded } from '#lib/limits/record-bounded';
import { takeLoad } from '#lib/limits/take-load';
import { isPastItsTime } from '#lib/oauth/access-token';
import { findByBearer } from '#lib/oauth/bearer';
import { wrongTokensByNetwork } from '#lib/oauth/limits';
import { type ApiAct, SCOPE_OF } from '#lib/permissions/scopes';
import { roleMay } from '#lib/permissions/table';
import { currentClient, networkOf } from '#lib/request/client';
import { carriesSession } from '#lib/request/credentials-in-headers';
import { openFormMark } from '#lib/session/form-mark';
import { needsFactor } from '#lib/session/needs-factor';
import type { Viewer } from '#lib/session/store';
import { getViewer, recordVisit } from '#lib/session/viewer';

/** RFC 6750 3; `resource_metadata` leads a program that knows nothing yet to where it gets a token (RFC 9728 5.1). */
const challengeOf = (said: Record<string, string> = {}) => ({
  'WWW-Authenticate': `Bearer ${Object.entries({
    realm: 'api',
    ...said,
    resource_metadata: protectedResourceAddress(),
  })
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}`,
});
/** RFC 6750 2.1: the characters of a token; ours are a quarter as long as this at most. */
const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;
const MAX_HEADER = 4096;

type Caller = { ok: true; viewer: Viewer; scopes: ReadonlySet<string> | null };

/**
 * Who calls the API and may do this at all, as a page's `requireViewer`: by a bearer token or by the cookie
 * of a session, never by both. An Authorization header that is no good never falls back to the cookie. What a
 * token reaches is by its scopes, what the person may do by their role in the database; which things it
 * extends to, the domain asks of each. A script that keeps what somebody typed says by Made-For for which account
 * its page was made, and reaches no other. Writes count as forms; what programs do has limits of its own.
 */
export async function findCaller(request: Request, act: ApiAct): Promise<Caller | ApiRefusal> {
  const caller = await identify(request);
  if (!caller.ok) return caller;
  const { viewer, scopes } = caller;
  const throttled = await count(request.method, viewer, act, scopes !== null);
  if (throttled) return throttled;
  const scope = SCOPE_OF[act];
  if (scopes && !scopes.has(scope)) {
    await auditRefusal(viewer, act, '');
    return refusal('insufficient_scope', {
      scope,
      headers: challengeOf({ error: 'insufficient_scope', scope }),
    });
  }
  if (!roleMay(viewer.user.role, act)) {
    await auditRefusal(viewer, act, '');
    return refusal('not_found');
  }
  return (await needsFactor(viewer)) ? refusal('second_factor_needed') : caller;
}

async function identify({ headers }: Request): Promise<Caller | ApiRefusal> {
  const authorization = headers.get('authorization');
  if (authorization === null) return byCookie(headers.get('made-for'));
  if (!carriesSession(headers.get('cookie'))) return byBearer(authorization);
  await noteFailure('token_beside_cookie');
  return refusal('two_credentials');
}

/** Not for another account than the one that a page was made for, where it says so. */
async function byCookie(mark: string | null): Promise<Caller | ApiRefusal> {
  const viewer = await getViewer();
  if (!viewer) return unknown('no_credentials');
  if (mark !== null && openFormMark(mark) !== viewer.user.id) return refusal('another_account');
  return { ok: true, viewer, scopes: null };
}

async function byBearer(authorization: string): Promise<Caller | ApiRefusal> {
  const isBearer = /^Bearer( |$)/i.test(authorization);
  const token = authorization.length <= MAX_HEADER && authorization.match(BEARER)?.[1];
  if (!token) {
    await noteFailure('no_access_token');
    return unknown('malformed_credentials', isBearer ? 'invalid_request' : undefined);
  }
  const found = await findByBearer(token);
  if (!found) {
    // Programs find out in this way, every ten minutes, that they have to refresh.
    const throttled = isPastItsTime(token) ? null : await countWrongToken();
    return throttled ? tooMany(throttled) : unknown('invalid_token', 'invalid_token');
  }
  recordVisit(found);
  return { ok: true, viewer: found.viewer, scopes: found.scopes };
}

/** What opens nothing is counted and noted; a right token is never kept waiting by it. */
async function countWrongToken() {
  const network = networkOf(currentClient().address);
  const throttled = await takeLoad([[wrongTokensByNetwork, network]]);
  if (!throttled) await noteFailure('access_token');
  return throttled;
}

const noteFailure = (detail: Detail) =>
  recordBounded({ type: 'authn_token_fail', actor: 'system', detail });

/** RFC 6750 3: an error code only for a request with a bearer token. */
function unknown(
  reason: 'no_credentials' | 'malformed_credentials' | 'invalid_token',
  error?: string,
): ApiRefusal {
  return refusal(reason, { headers: challengeOf(error ? { error } : {}) });
}

async function count(
  method: string,
  viewer: Viewer,
  act: ApiAct,
  isByToken: boolean,
): Promise<ApiRefusal | null> {
  const isReading = method === 'GET' || method === 'HEAD';
  const counts = isByToken ? countOfProgram : countOfPerson;
  const throttled = await counts(isReading, viewer, act);
  return throttled ? tooMany(throttled) : null;
}

const countOfPerson = (isReading: boolean, viewer: Viewer, act: ApiAct) =>
  isReading ? null : countBrowserRequest(viewer, act);

/** On a budget of its own: what a program spends is not missing where the person ends it. */
const countOfProgram = (isReading: boolean, viewer: Viewer, act: ApiAct) =>
  isReading ? takeLoad(byPerson(readingsByUser, viewer)) : countProgramRequest(viewer, act);

export const tooMany = ({ retryAfter = 60 }: { retryAfter?: number }) =>
  refusal('too_many_requests', { headers: { 'Retry-After': String(retryAfter) } });
