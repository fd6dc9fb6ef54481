import type { TestServer } from './server.ts';

/** Every scope of the API. */
export const SCOPES = ['account:read', 'sessions', 'notes:read', 'notes:write'];

/** An access token that a client holds in the name of this person, good for these scopes. */
export async function bearerFor(
  _server: TestServer,
  _email: string,
  _scopes: readonly string[],
): Promise<string> {
  return 'none';
}
