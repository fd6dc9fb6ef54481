import type { TestServer } from './server.ts';
import { newNetwork } from './test.ts';
import type { Visitor } from './visitor.ts';

export const CLI = 'gatehouse-cli';

/** As a program without a browser sends a form to the authorization server, from a network of its own. */
export const sendToOauth = (
  server: TestServer,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
) =>
  fetch(server.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'X-Forwarded-For': newNetwork(), ...headers },
    body: new URLSearchParams(form),
  });

/** Types the code of a device and lets it in, as this visitor. Answers where the page went then. */
export async function grantDevice(
  visitor: Visitor,
  userCode: string,
  answer: 'Allow' | 'Deny' = 'Allow',
) {
  const claimed = await visitor.submit(await visitor.form('/device'), [['user_code', userCode]]);
  const path = new URL(claimed.headers['location'] ?? '', 'http://x').pathname;
  const form = await visitor.form(path, answer === 'Allow' ? 0 : 1);
  const { headers } = await visitor.submit(form, []);
  return String(headers['location']);
}

export type Tokens = { access_token: string; refresh_token: string };

/** The tokens of a client, the command-line client or another, for somebody who is signed in with this visitor. */
export async function tokensFor(
  server: TestServer,
  visitor: Visitor,
  scopes: readonly string[],
  { client = CLI, ...more }: { client?: string; resource?: string } = {},
): Promise<Tokens> {
  const asked = await sendToOauth(server, '/oauth/device_authorization', {
    client_id: client,
    scope: scopes.join(' '),
    ...more,
  });
  const { user_code, device_code } = (await asked.json()) as Record<string, string>;
  await grantDevice(visitor, String(user_code));
  const answer = await sendToOauth(server, '/oauth/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: client,
    device_code: String(device_code),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  return (await answer.json()) as Tokens;
}

/**
 * Follows a program's request through our pages as a person who is signed in, and says yes. Answers the
 * address at the program that the browser ends up at.
 */
export async function grantApp(visitor: Visitor, url: URL, answer: 'Allow' | 'Deny' = 'Allow') {
  const asked = await visitor.go(url.pathname + url.search);
  const consent = String(asked.headers['location']);
  await visitor.submit(await visitor.form(consent, answer === 'Allow' ? 0 : 1), []);
  const { text } = await visitor.go(consent);
  const [, back = ''] = text.match(/content="0;url=([^"]+)"/) ?? [];
  const { headers } = await visitor.go(back);
  return new URL(String(headers['location']));
}
