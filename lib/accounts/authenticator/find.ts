import 'server-only';
import { credentials } from '#drizzle/schema/credentials';
import { db } from '#lib/db/client';
import { isAppOf } from '#lib/factors/totp/factor';

/** The app of this person, confirmed or only begun; undefined where there is none. */
export async function findApp(userId: string) {
  const [row] = await db().select().from(credentials).where(isAppOf(userId)).limit(1);
  return row;
}
