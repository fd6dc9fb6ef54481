import { signedIn, tokensFor } from './let-in.ts';
import type { TestServer } from './server.ts';

/** Every scope of the API. */
export const SCOPES = ['account:read', 'sessions', 'notes:read', 'notes:write'];

/** An access token that the command-line client holds in the name of this person, good for these scopes. */
export async function bearerFor(
  server: TestServer,
  email: string,
  scopes: readonly string[],
): Promise<string> {
  const visitor = await signedIn(server, email);
  return (await tokensFor(server, visitor, scopes)).access_token;
}
