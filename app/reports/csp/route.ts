import { logViolations } from '#lib/server/violations';

const KINDS = /^application\/(reports\+json|csp-report)\s*(;|$)/i;

/** Open to everybody, because browsers report without a session. What they say goes to the log, clipped. */
export async function POST(request: Request) {
  if (!KINDS.test(request.headers.get('content-type') ?? ''))
    return new Response(null, { status: 415 });
  logViolations(await request.text());
  return new Response(null, { status: 204 });
}
