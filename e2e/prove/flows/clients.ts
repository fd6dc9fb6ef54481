import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLI, sendToOauth } from '#e2e/support/grant-consent';
import type { BrowserUser } from '../browser-user.ts';
import type { Installation } from '../installation.ts';

const SCOPE = 'openid profile email account:read sessions notes:read notes:write';

/** What a program gets from the token endpoint; all of it is secret from now on. */
async function tokens({ server, secrets }: Installation, form: Record<string, string>) {
  const answer = await sendToOauth(server, '/oauth/token', { client_id: CLI, ...form });
  const got = (await answer.json()) as Record<string, string>;
  for (const kind of ['access_token', 'refresh_token', 'id_token'])
    secrets.add(kind.replace('_', ' '), [got[kind] ?? '']);
  if (!got['refresh_token']) throw new Error(`No tokens: ${JSON.stringify(got)}`);
  return { refresh: got['refresh_token'], access: String(got['access_token']) };
}

/** A terminal asks to be let in: turned away, let in, and its token is renewed. */
export async function grantDevice({ go, fill, press, installation, age }: BrowserUser) {
  age(0);
  for (const answer of ['Deny', 'Allow'] as const) {
    const asked = await sendToOauth(installation.server, '/oauth/device_authorization', {
      client_id: CLI,
      scope: SCOPE,
    });
    const { user_code = '', device_code = '' } = (await asked.json()) as Record<string, string>;
    installation.secrets.add('device code', [device_code]);
    await go('/device');
    await fill({ user_code: 'BBBB-BBBB' });
    await press('Continue', 'refused');
    await fill({ user_code });
    await press('Continue', /\/device\/./);
    await press(answer, 'done');
    if (answer === 'Deny') continue;
    const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
    const { refresh } = await tokens(installation, { grant_type, device_code });
    await tokens(installation, { grant_type: 'refresh_token', refresh_token: refresh });
  }
}

/** A program on this machine asks through the browser: turned away, let in. */
export async function grantApp({ page, look, press, installation, age }: BrowserUser) {
  age(0);
  const program = createServer((_, response) => response.end('Thank you.'));
  await new Promise<void>((ready) => program.listen(0, '127.0.0.1', ready));
  const redirect_uri = `http://127.0.0.1:${(program.address() as AddressInfo).port}/callback`;
  for (const answer of ['Deny', 'Allow'] as const) {
    const code_verifier = randomBytes(32).toString('base64url');
    installation.secrets.add('proof of who asked for a code', [code_verifier]);
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
    installation.secrets.add('authorization code', [code]);
    const grant_type = 'authorization_code';
    const { access } = await tokens(installation, {
      grant_type,
      code,
      code_verifier,
      redirect_uri,
    });
    await fetch(`${installation.server.url}/api/v1/me`, {
      headers: { Authorization: `Bearer ${access}` },
    });
  }
  program.close();
}

/** Our own API, as the code of a page on the same origin calls it: with the cookie, never a token. */
export async function callApi({ context, installation }: BrowserUser, note: string) {
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
      headers: { Origin: installation.server.url, 'Sec-Fetch-Site': 'same-origin' },
    });
}

/** A token that a person makes for a program of theirs: refused without a scope, made, used, ended. */
export async function makeToken({ go, fill, press, page, installation, age }: BrowserUser) {
  age(0);
  await go('/settings/apps');
  await fill({ name: 'Visible name of a token' });
  await press('Make the token', 'refused');
  await page.locator('[name="notes:read"]').check();
  await press('Make the token', /\/settings\/apps/);
  const shown = page.locator('.token');
  await shown.waitFor();
  const token = (await shown.textContent()) ?? '';
  installation.secrets.add('personal access token', [token, token.slice(14)]);
  await fetch(`${installation.server.url}/api/v1/notes`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await go('/settings/apps');
  await press(/^End Visible name/, 'done');
}
