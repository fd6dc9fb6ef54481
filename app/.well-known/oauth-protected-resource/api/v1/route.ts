import { protectedResource } from '#lib/api/protected-resource';
import { setResponse } from '#lib/request/context';

/** Open to everybody, also to pages elsewhere, as what the authorization server publishes is (RFC 9728). */
export function GET() {
  setResponse({ actionStarted: true, headers: { 'Cache-Control': 'public, max-age=300' } });
  return Response.json(protectedResource(), { headers: { 'Access-Control-Allow-Origin': '*' } });
}
