import { isSessionAlive } from '#lib/session/alive';

/** Open to everybody: says to an open page whether its session still is. No visit, and no rights in it. */
export async function GET() {
  return new Response(null, { status: (await isSessionAlive()) ? 204 : 401 });
}
