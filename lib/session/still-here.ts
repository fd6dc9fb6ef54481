import 'server-only';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { isHere } from '#lib/session/here';

/** Whether the viewer is still signed in by the secret that they asked by. */
export async function isStillHere(viewer: Parameters<typeof isHere>[0]): Promise<boolean> {
  const [row] = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(isHere(viewer))
    .limit(1);
  return row !== undefined;
}
