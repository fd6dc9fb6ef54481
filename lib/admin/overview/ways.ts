import 'server-only';
import { count, desc, lt, sql } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { forAMinute } from '#lib/admin/overview/minute';
import { db } from '#lib/db/client';
import { roleHas } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';

/** The newest sessions that are looked at. */
const LATEST = 2_000;
/** Comes after every id, which begins with the time. */
const AFTER_ALL = 'g';

const WAYS = ['password', 'factor', 'passkey', 'provider', 'code', 'other'] as const;
export type SignInWay = (typeof WAYS)[number];

/**
 * By what people are in: of the newest sessions in browsers that are still there, how many were proven by what, the most
 * common first. A minute old at most. For those who may list sessions; to others there are none.
 */
export async function waysOfSigningIn({
  user,
}: Viewer): Promise<{ way: SignInWay; count: number }[]> {
  if (!roleHas(user.role, 'session:list:any')) return [];
  return forAMinute('ways', async () => {
    const newest = db()
      .select({
        amr: sessions.amr,
        isOfBrowser:
          sql<number>`case when ${sessions.clientId} is null and ${sessions.tokenName} is null then 1 else 0 end`.as(
            'is_of_browser',
          ),
      })
      .from(sessions)
      .where(lt(sessions.id, AFTER_ALL))
      .orderBy(desc(sessions.id))
      .limit(LATEST)
      .as('newest');
    const found = await db()
      .select({ amr: newest.amr, count: count() })
      .from(newest)
      .where(sql`${newest.isOfBrowser} = 1`)
      .groupBy(newest.amr)
      .limit(LATEST);
    return inOrder(found);
  });
}

function inOrder(found: { amr: string; count: number }[]) {
  const counts = WAYS.map((way) => ({
    way,
    count: found
      .filter(({ amr }) => wayByAmr(amr) === way)
      .reduce((sum, one) => sum + one.count, 0),
  }));
  return counts.filter((one) => one.count > 0).sort((one, other) => other.count - one.count);
}

/** What the words of RFC 8176 say of a session, as people call it: see lib/factors/authentication. */
export function wayByAmr(amr: string): SignInWay {
  const words = amr.split(' ');
  const has = (...some: string[]) => some.some((word) => words.includes(word));
  if (has('fed')) return 'provider';
  if (has('pwd')) return has('otp', 'hwk', 'swk', 'kba', 'mfa') ? 'factor' : 'password';
  if (has('hwk', 'swk')) return 'passkey';
  return has('mca') ? 'code' : 'other';
}
