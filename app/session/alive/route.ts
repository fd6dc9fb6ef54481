import { sessionStatus } from '#lib/session/session-status';

const STATUS = { alive: 204, ended: 401, another: 409 };

/** Open to everybody: says to an open page whether its session still is. No visit, and no rights in it. */
export async function GET(request: Request) {
  const state = await sessionStatus(request.headers.get('made-for'));
  return new Response(null, { status: STATUS[state] });
}
