import { noteViolations } from '#lib/operation/violations';

/** Open to everybody, because browsers report without a session. What they say goes to the log, clipped. */
export async function POST(request: Request) {
  const text = await request.text();
  noteViolations(text);
  return new Response(null, { status: 204 });
}
