import { openApi } from '#lib/api/openapi';

/** Open to everybody: says what can be asked of the API, and nothing of anybody. */
export function GET() {
  return Response.json(openApi());
}
