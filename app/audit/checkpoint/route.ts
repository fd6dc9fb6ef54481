import { readCheckpoint } from '#lib/server/read-checkpoint';

/** Open to a witness with WITNESS_TOKEN; on loopback to this machine too. Everybody else gets 404. */
export async function GET(request: Request) {
  const old = new URL(request.url).searchParams.get('old');
  const { status, text } = await readCheckpoint(request.headers.get('authorization'), old);
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
