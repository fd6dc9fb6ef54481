import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { expect, newPerson, signIn, signUp, test } from '../support/test.ts';

const LIBRARY = 'node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js';

/** A page of another origin that signs people in by itself, with the defaults of oidc-client-ts. */
const pageFor = (authority: string, client: string) => `<!doctype html>
<button>Sign in</button><p></p>
<script src="/library.js"></script>
<script>
  const manager = new oidc.UserManager({
    authority: '${authority}', client_id: '${client}', redirect_uri: location.origin + '/callback',
    scope: 'openid profile email',
  });
  const say = (text) => { document.querySelector('p').textContent = text; };
  document.querySelector('button').onclick = () => manager.signinRedirect().catch((error) => say(error.message));
  if (location.pathname === '/callback')
    manager.signinCallback().then((user) => say('in as ' + user.profile.email), (error) => say(error.message));
</script>`;

test('oidc-client-ts is refused when it is registered, and one that came in as an app reads what to do instead', {
  tag: '@long',
}, async ({ server, page: elsewhere, browser }) => {
  const pages: { text: string } = { text: '' };
  const site = createServer((request, response) => {
    const isLibrary = request.url === '/library.js';
    response.setHeader('Content-Type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? readFileSync(LIBRARY) : pages.text);
  }).listen(0, 'localhost');
  await new Promise((ready) => site.once('listening', ready));
  const url = `http://localhost:${(site.address() as AddressInfo).port}`;
  const client = `page-${process.pid}`;
  const add = (...words: string[]) =>
    gatehouse(server, 'clients', 'add', client, '--redirect', `${url}/callback`, ...words);
  try {
    for (const said of [['--for', 'oidc-client-ts'], ['--kind', 'spa']]) {
      const { exitCode, stderr } = await add(...said);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Give it a server')]);
    }
    // An address on this machine may be that of an app: it is told what it must not be.
    const { stdout } = await add('--scope', 'openid profile email');
    expect(stdout).toContain('A page in a browser cannot');

    pages.text = pageFor(server.url, client);
    const person = await signUp(elsewhere, server, newPerson());
    // A browser as it is, for a header more makes another request of what a script asks.
    const page = await browser.newPage({ extraHTTPHeaders: {} });
    await page.goto(url);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await signIn(page, person);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${url}/callback?**`);
    await expect(page.locator('p')).toContainText('A page needs a server of its own');
  } finally {
    site.close();
  }
}); // biome-ignore format: tables
