import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLI, sendToOauth } from '#e2e/support/grant-consent';
import { newDeployment } from '#lib/testing/deployment.test-support';
import type { BrowserUser } from '../browser-user.ts';
import type { Installation } from '../installation.ts';

const SCOPE = 'openid profile email account:read sessions notes:read notes:write';

/** What a program gets from the token endpoint; all of it is secret from now on. */
async function tokens({ server, secrets }: Installation, form: Record<string, string>) {
  const answer = await sendToOauth(server, '/oauth/token', { client_id: CLI, ...form });
  const got = (await answer.json()) as Record<string, string>;
  for (const kind of ['access_token', 'refresh_token', 'id_token'])
    if (got[kind]) secrets.add(kind.replace('_', ' '), [got[kind]]);
  const { access_token: access, refresh_token: refresh, id_token: id } = got;
  if (!access) throw new Error(`No tokens: ${JSON.stringify(got)}`);
  return { access, refresh: String(refresh), id: String(id) };
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

/** What answers where a program is told its code. */
async function startProgram() {
  const program = createServer((_, response) => response.end('Thank you.'));
  await new Promise<void>((ready) => program.listen(0, '127.0.0.1', ready));
  const { port } = program.address() as AddressInfo;
  return { redirect_uri: `http://127.0.0.1:${port}/callback`, close: () => program.close() };
}

type Asking = { client_id: string; redirect_uri: string; scope: string; client_secret?: string };

/** A program asks through the browser, and exchanges its code where it was let in. */
async function ask(
  { page, look, press, installation }: BrowserUser,
  answer: 'Deny' | 'Allow',
  { scope, ...program }: Asking,
) {
  const code_verifier = randomBytes(32).toString('base64url');
  installation.secrets.add('proof of who asked for a code', [code_verifier]);
  const { client_id, redirect_uri } = program;
  const query = new URLSearchParams({
    ...{ client_id, redirect_uri, scope, response_type: 'code', state: 'visible-state' },
    code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  await page.goto(`/oauth/authorize?${query}`);
  await look();
  await press(answer, /^http:\/\/127\.0\.0\.1:.*\/callback/);
  const code = new URL(page.url()).searchParams.get('code');
  if (!code) return null;
  installation.secrets.add('authorization code', [code]);
  const grant_type = 'authorization_code';
  return tokens(installation, { ...program, grant_type, code, code_verifier });
}

/** A program on this machine: turned away, let in, signed out. */
export async function grantApp(browserUser: BrowserUser) {
  const { age, go, press, installation } = browserUser;
  age(0);
  const { close, ...at } = await startProgram();
  const app = { ...at, client_id: CLI, scope: SCOPE };
  await ask(browserUser, 'Deny', app);
  const got = await ask(browserUser, 'Allow', app);
  await fetch(`${installation.server.url}/api/v1/me`, {
    headers: { Authorization: `Bearer ${got?.access}` },
  });
  close();
  await go('/settings/apps');
  await press(/^Sign out gatehouse/, 'done');
}

/** The site that each of the two signs in to. */
export const siteOf = ({ isWithScripts }: Pick<BrowserUser, 'isWithScripts'>) =>
  isWithScripts ? 'scripted-site' : 'plain-site';

/** A site of somebody else, which may ask once: let in, taken back, and it asks by a form to sign out. */
export async function useSite(browserUser: BrowserUser) {
  const { age, go, press, context, installation } = browserUser;
  age(0);
  const { close, ...at } = await startProgram();
  const client_id = siteOf(browserUser);
  const { settings, server } = installation;
  const env = { ...settings, ...server.settings };
  const about = ['--kind', 'web', '--name', 'Visible site', '--redirect', at.redirect_uri];
  const deployment = newDeployment();
  const words = ['clients', 'add', client_id, ...about, '--json'];
  const added = await deployment.run('gatehouse', words, env);
  deployment.remove();
  if (added.exitCode !== 0) throw new Error(added.stdout + added.stderr);
  const { client_secret } = JSON.parse(added.stdout) as { client_secret: string };
  installation.secrets.add('secret of a site', [client_secret]);
  const scope = 'openid profile email';
  const got = await ask(browserUser, 'Allow', { ...at, client_id, client_secret, scope });
  close();
  await go('/settings/sessions');
  await press(/^Take back/, 'done');
  // By now the hint is of a session that has ended, so nobody is signed out here.
  await context.request.post('/oauth/logout', {
    form: { id_token_hint: got?.id ?? '', client_id, state: 'visible-state' },
  });
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
