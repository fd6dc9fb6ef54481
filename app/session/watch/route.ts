import { sessionStream } from '#lib/session/watch';

const STATUS = { ended: 401, another: 409, busy: 503 };
const HEADERS = {
  'Content-Type': 'text/event-stream',
  // nginx does not wait for more of it.
  'X-Accel-Buffering': 'no',
};

/** Open to everybody: says to an open page when its session is over. No visit, and no rights in it. */
export async function GET(request: Request) {
  const watched = await sessionStream(request.headers.get('made-for'));
  if (watched instanceof ReadableStream) return new Response(watched, { headers: HEADERS });
  return new Response(null, { status: STATUS[watched] });
}
