import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLI, sendToOauth } from '#e2e/support/let-in';
import type { Walker } from '../walker.ts';
import type { World } from '../world.ts';

const SCOPE = 'openid profile email account:read sessions notes:read notes:write';

/** What a program gets from the token endpoint; all of it is secret from now on. */
async function tokens({ server, secrets }: World, form: Record<string, string>) {
  const answer = await sendToOauth(server, '/oauth/token', { client_id: CLI, ...form });
  const got = (await answer.json()) as Record<string, string>;
  for (const kind of ['access_token', 'refresh_token', 'id_token'])
    secrets.add(kind.replace('_', ' '), [got[kind] ?? '']);
  if (!got['refresh_token']) throw new Error(`No tokens: ${JSON.stringify(got)}`);
  return { refresh: got['refresh_token'], access: String(got['access_token']) };
}

/** A terminal asks to be let in: turned away, let in, and its token is renewed. */
export async function letDeviceIn({ go, fill, press, world, age }: Walker) {
  age(0);
  for (const answer of ['Deny', 'Allow'] as const) {
    const asked = await sendToOauth(world.server, '/oauth/device_authorization', {
      client_id: CLI,
      scope: SCOPE,
    });
    const { user_code = '', device_code = '' } = (await asked.json()) as Record<string, string>;
    world.secrets.add('device code', [device_code]);
    await go('/device');
    await fill({ user_code: 'BBBB-BBBB' });
    await press('Continue', 'refused');
    await fill({ user_code });
    await press('Continue', /\/device\/./);
    await press(answer, 'done');
    if (answer === 'Deny') continue;
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
    const { refresh } = await tokens(world, { grant_type, device_code });
    await tokens(world, { grant_type: 'refresh_token', refresh_token: refresh });
  }
}

/** A program on this machine asks through the browser: turned away, let in. */
export async function letAppIn({ page, look, press, world, age }: Walker) {
  age(0);
  const program = createServer((_, response) => response.end('Thank you.'));
  await new Promise<void>((ready) => program.listen(0, '127.0.0.1', ready));
  const redirect_uri = `http://127.0.0.1:${(program.address() as AddressInfo).port}/callback`;
  for (const answer of ['Deny', 'Allow'] as const) {
    const code_verifier = randomBytes(32).toString('base64url');
    world.secrets.add('proof of who asked for a code', [code_verifier]);
    const query = new URLSearchParams({
      client_id: CLI,
      response_type: 'code',
      redirect_uri,
      scope: SCOPE,
      state: 'visible-state',
      code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    await page.goto(`/oauth/authorize?${query}`);
    await look();
    await press(answer, /^http:\/\/127\.0\.0\.1:.*\/callback/);
    const code = new URL(page.url()).searchParams.get('code');
    if (answer === 'Deny' || !code) continue;
    world.secrets.add('authorization code', [code]);
    const grant_type = 'authorization_code';
    const { access } = await tokens(world, { grant_type, code, code_verifier, redirect_uri });
    await fetch(`${world.server.url}/api/v1/me`, {
      headers: { Authorization: `Bearer ${access}` },
    });
  }
  program.close();
}

/** Our own API, as the code of a page on the same origin calls it: with the cookie, never a token. */
export async function callApi({ context, world }: Walker, note: string) {
  for (const path of [
    'me',
    'notes',
    'sessions',
    `notes/${note}`,
    `notes/${note}/access`,
    'notes/none',
    'openapi.json',
  ])
    await context.request.get(`/api/v1/${path}`, {
      headers: { Origin: world.server.url, 'Sec-Fetch-Site': 'same-origin' },
    });
}
