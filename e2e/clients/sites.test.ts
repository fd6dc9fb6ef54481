import { findApache, findPython } from '../../scripts/test-programs.mjs';
import { NEXT } from '../support/next-site.ts';
import { NODE, newTraveller, type Runs, type Shown, startSite } from '../support/sites.ts';
import { expect, test } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

type Traveller = ReturnType<typeof newTraveller>;

/** Begins the sign-in as a person does who opens the site and presses its button. */
type Begin = (browser: Traveller, site: string) => Promise<Shown>;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_SENT = { 'content-type': 'application/json' };

const atLogin: Begin = (browser, site) => browser.open(`${site}/login`);

const byAuthJs =
  (path: string): Begin =>
  async (browser, site) => {
    const { text } = await browser.open(`${site}${path}/csrf`);
    const { csrfToken } = JSON.parse(text) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, callbackUrl: site }).toString();
    return browser.open(`${site}${path}/signin/gatehouse`, { method: 'POST', body, headers: FORM });
  };

const byBetterAuth =
  (way: string, said: object): Begin =>
  async (browser, site) => {
    const { text } = await browser.open(`${site}/api/auth/sign-in/${way}`, {
      method: 'POST',
      body: JSON.stringify({ ...said, callbackURL: '/' }),
      headers: { ...JSON_SENT, origin: site },
    });
    return browser.open((JSON.parse(text) as { url: string }).url);
  };

const PYTHON: Runs = {
  with: [String(findPython())],
  file: (snippet) => ['site.py', snippet],
};

/** Everything but the site itself: what Debian's own configuration brings along. */
const APACHE: Runs = {
  with: [String(findApache()), '-X', '-f'],
  file: (snippet, port, folder) => [
    'site.conf',
    `ServerRoot "${process.cwd()}/${folder}"
ServerName localhost
Listen 127.0.0.1:${port}
Listen [::1]:${port}
PidFile site.pid
ErrorLog error.log
DocumentRoot /usr/share
<Directory "/">
  AllowOverride None
</Directory>
User www-data
Group www-data
${['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'auth_openidc', 'dir', 'headers'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
${snippet}
Header always set X-Shown "expr=%{REMOTE_USER} %{env:OIDC_CLAIM_name}"
`,
  ],
};

const NODE_5: Runs = {
  with: NODE.with,
  // The one package of which this project has two versions.
  file: (snippet) => [
    'site.mjs',
    snippet.replace("from 'openid-client'", "from 'openid-client-5'"),
  ],
};

const SITES: [software: string, runs: Runs, begin: Begin][] = [
  ['openid-client', NODE, atLogin],
  ['openid-client-5', NODE_5, atLogin],
  ['oauth4webapi', NODE, atLogin],
  ['passport', NODE, atLogin],
  ['express-openid-connect', NODE, atLogin],
  ['authjs', NODE, byAuthJs('/auth')],
  ['next-auth-4', NEXT, byAuthJs('/api/auth')],
  ['better-auth', NODE, byBetterAuth('social', { provider: 'gatehouse' })],
  ['better-auth-sso', NODE, byBetterAuth('sso', { domain: 'example.com' })],
  ['authlib', PYTHON, atLogin],
  ['requests-oauthlib', PYTHON, atLogin],
  ['apache', APACHE, (browser, site) => browser.open(`${site}/`)],
];

for (const [software, runs, begin] of SITES)
  test(`somebody signs in to a site with ${software}, by what its page says, and is asked once`, {
    tag: software === 'openid-client' ? [] : ['@long'],
  }, async ({ server }) => {
    const visitor = newVisitor(server);
    const email = await visitor.signUp();
    const site = await startSite(server, software, runs);
    try {
      const browser = newTraveller(server, visitor);
      const shown = await begin(browser, site.url);
      const told = `${shown.status} ${shown.url}\n${shown.text}\n${site.output()}`;
      const { text, headers } = await browser.open(`${site.url}/`);
      const says = text + headers.get('x-shown');
      expect(says, told).toContain(email);
      expect(says, told).toContain('Ada');
      // In another browser profile of the same person, who is signed in at Gatehouse.
      const later = newTraveller(server, visitor);
      await begin(later, site.url);
      const again = await later.open(`${site.url}/`);
      expect(again.text + again.headers.get('x-shown')).toContain(email);
      expect([browser.asked(), later.asked()]).toEqual([1, 0]);
    } finally {
      site.stop();
    }
  });
