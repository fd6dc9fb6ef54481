import 'server-only';
import { and, inArray } from 'drizzle-orm';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { db } from '#lib/db/client';
import { scopeOfClaim } from '#lib/oauth/asked-claims';
import { PERSONAL_TOKEN } from '#lib/oauth/personal/format';

/** What of a grant says what was granted, as oidc-provider keeps it. */
type Granted = {
  openid?: { scope?: string; claims?: string[] };
  resources?: Record<string, string>;
};

/** Where it says so: with a program, and with a personal access token. */
const KINDS = ['Grant', PERSONAL_TOKEN];

/** What the programs of these sessions were let in for, by the id of the session; at most a page of them. */
export async function grantedScopes(sessionIds: string[]): Promise<Map<string, string[]>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db()
    .select({ sessionId: oauthRecords.sessionId, payload: oauthRecords.payload })
    .from(oauthRecords)
    .where(and(inArray(oauthRecords.sessionId, sessionIds), inArray(oauthRecords.kind, KINDS)))
    .limit(sessionIds.length);
  return new Map(rows.map(({ sessionId, payload }) => [String(sessionId), scopesIn(payload)]));
}

function scopesIn(payload: string): string[] {
  const { openid, resources } = JSON.parse(payload) as Granted;
  const scopes = [openid?.scope ?? '', ...Object.values(resources ?? {})]
    .flatMap((scope) => scope.split(' '))
    .filter(Boolean);
  return [...new Set([...scopes, ...(openid?.claims ?? []).map(scopeOfClaim)])];
}
