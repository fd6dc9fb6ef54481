import 'server-only';
import { credentials } from '#drizzle/schema/credentials';
import { db } from '#lib/db/client';
import { isAppOf } from '#lib/factors/totp/factor';
import type { Viewer } from '#lib/session/store';

/** The app of this person, confirmed or only begun; undefined where there is none. */
export async function findApp(userId: string) {
  const [row] = await db().select().from(credentials).where(isAppOf(userId)).limit(1);
  return row;
}

/** Whether the viewer has an app that is set up. */
export const hasApp = async ({ user }: Pick<Viewer, 'user'>): Promise<boolean> =>
  Boolean((await findApp(user.id))?.confirmedAt);
