import { expect, test } from 'vitest';
import { errorPage, errorText } from '#lib/server/http/error-page';
import { type Handle, open, page, type SentRequest } from '#lib/server/http/handler.test-support';
import { fixedHeaders, NO_POLICY, pagePolicy, policyByPath } from '#lib/server/http/headers';
import { changeSettings } from '#lib/testing/database.test-support';

const rulesOf = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
const production = { isHttps: true, isProduction: true };

test('a page runs only scripts of its own answer and talks to nobody else', () => {
  expect(rulesOf(pagePolicy(production)('bm9uY2U='))).toEqual({
    'default-src': "default-src 'none'",
    'script-src': "script-src 'nonce-bm9uY2U=' 'strict-dynamic'",
    'style-src': "style-src 'self' 'nonce-bm9uY2U='",
    'img-src': "img-src 'self' data:",
    'font-src': "font-src 'self'",
    'connect-src': "connect-src 'self'",
    'manifest-src': "manifest-src 'self'",
    'form-action': "form-action 'self'",
    'base-uri': "base-uri 'none'",
    'object-src': "object-src 'none'",
    'frame-ancestors': "frame-ancestors 'none'",
    'upgrade-insecure-requests': 'upgrade-insecure-requests',
    'report-uri': 'report-uri /reports/csp',
    'report-to': 'report-to csp',
  });
});

test('what is unsafe is allowed in development only', () => {
  expect(pagePolicy(production)('x')).not.toContain('unsafe');
  expect(pagePolicy({ isHttps: false, isProduction: true })('x')).not.toContain('unsafe');
  expect(pagePolicy({ isHttps: false, isProduction: false })('x')).toContain("'unsafe-eval'");
});

/** All that development allows more than production, and why it has to. What looks right there has to look so here. */
const ONLY_IN_DEVELOPMENT: Record<string, string> = {
  "script-src 'unsafe-eval'": 'React shows where on the server a failure came from',
  'connect-src ws:': 'the page hears of changed sources',
};

const allowedBy = (policy: string) =>
  new Set(
    policy.split('; ').flatMap((rule) => {
      const [name = '', ...values] = rule.split(' ');
      return [name, ...values.map((value) => `${name} ${value}`)];
    }),
  );

test.each([true, false])(
  'the policy of development is that of production but for what is named (https: %s)',
  (isHttps) => {
    const [here, there] = [true, false].map((isProduction) =>
      allowedBy(pagePolicy({ isHttps, isProduction })('x')),
    );
    expect([...there!.difference(here!)]).toEqual(Object.keys(ONLY_IN_DEVELOPMENT));
    expect([...here!.difference(there!)]).toEqual([]);
  },
);

const ADDED = {
  connect: ['https://api.acme.test'],
  frame: ['https://pay.acme.test', 'https://*.acme.test'],
  styleAttributes: true as const,
};

test.each([true, false])(
  'what a product adds is all that is added (in production: %s)',
  (isProduction) => {
    const policyOf = policyByPath({ isHttps: true, isProduction }, ADDED);
    const [here, there] = ['/settings/password', '/projects'].map((path) =>
      allowedBy(policyOf(path, 'x')),
    );
    expect([...there!.difference(here!)].sort()).toEqual([
      'connect-src https://api.acme.test',
      'frame-src',
      'frame-src https://*.acme.test',
      'frame-src https://pay.acme.test',
      'style-src-attr',
      "style-src-attr 'unsafe-inline'",
    ]);
    expect([...here!.difference(there!)]).toEqual([]);
    expect(here).toEqual(allowedBy(pagePolicy({ isHttps: true, isProduction })('x')));
  },
);

test.each([
  ['/', true],
  ['/dashboard', true],
  ['/projects/7', true],
  ['/settingsandmore', true],
  ['/sign-in', false],
  ['/sign-in/', false],
  ['/settings/passkeys', false],
  ['/oauth/consent/x', false],
  ['/admin', false],
  ['/confirm', false],
])('at %s additions count: %s', (path, counts) => {
  const policy = policyByPath(production, ADDED)(path, 'x');
  expect(policy.includes('https://api.acme.test')).toBe(counts);
});

test.each<[what: string, handle: Handle, sent: SentRequest]>([
  ['a page', page, {}],
  ['what is no page', async (_, response) => void response.end('{}'), {}],
  ['a hashed file', page, { path: '/_next/static/x.css' }],
  ['a form from elsewhere', page, { method: 'POST' }],
  ['a method that is not had', page, { method: 'PUT' }],
  ['another host', page, { headers: { host: 'evil.test' } }],
  ['a problem of the API', page, { path: '/api/v1/me', method: 'TRACE' }],
])('%s goes out with the same headers in development', async (_, handle, sent) => {
  const [here, there] = await Promise.all(
    [false, true].map(async (isDevelopment) => {
      const { status, headers } = await (await open(handle, { isDevelopment }))(sent);
      const policy = String(headers['content-security-policy']);
      const { 'content-security-policy': __, 'content-length': ___, date: ____, ...rest } = headers;
      const plain = policy
        .replace(/'nonce-[^']+'/g, 'NONCE')
        .replace(/ ('unsafe-eval'|ws:)(?=;| |$)/g, '');
      return { status, rest, plain };
    }),
  );
  expect(there).toEqual(here);
});

test('the page of captured mail lets elements have a style, and nothing else besides, while mail is captured', () => {
  const [ours, theirs] = ['/settings/password', '/dev/mailbox'].map((path) =>
    allowedBy(policyByPath(production)(path, 'x')),
  );
  expect([...theirs!.difference(ours!)]).toEqual([
    'style-src-attr',
    "style-src-attr 'unsafe-inline'",
  ]);
  expect([...ours!.difference(theirs!)]).toEqual([]);
  changeSettings({
    APP_URL: 'https://app.acme.test',
    SMTP_URL: 'smtps://m.test',
    MAIL_FROM: 'a@m.test',
  });
  expect(allowedBy(policyByPath(production)('/dev/mailbox', 'x'))).toEqual(ours);
});

test('over http nothing is upgraded to an https that is not there', () => {
  const policy = pagePolicy({ isHttps: false, isProduction: true })('x');
  expect(policy).not.toContain('upgrade-insecure-requests');
  // Browsers send nothing by it over http, and with it they would ignore the other.
  expect(policy).not.toContain('report-to');
  expect(policy).toContain('report-uri /reports/csp');
  expect(fixedHeaders({ isHttps: false }).map(([name]) => name)).not.toContain(
    'Strict-Transport-Security',
  );
});

test('every answer says the same about itself', () => {
  expect(Object.fromEntries(fixedHeaders({ isHttps: true }))).toMatchObject({
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'Reporting-Endpoints': 'csp="/reports/csp"',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  expect(NO_POLICY).toBe("default-src 'none'; frame-ancestors 'none'");
});

test.each([400, 403, 404, 405, 408, 409, 413, 414, 421, 431, 500, 503])(
  'the plain page for %i stands alone: no script, no address but our own, its nonce on its style',
  (status) => {
    const page = errorPage(status, 'bm9uY2U=', '0190-reference-abcdef');
    expect(page).toMatch(/^<!doctype html><html lang="en"/);
    expect(page).not.toContain('<script');
    expect(page).toContain('<style nonce="bm9uY2U=">');
    expect(page).toContain('<h1>');
    expect(page).toContain(`<span>${status}</span>`);
    expect(page).not.toMatch(/(src|href)="(?!\/|#)/);
    expect(errorText(status)).toMatch(/^[^<]+\. [^<]+\.$/);
  },
);

test('a status nobody wrote words for is told as an error of ours', () => {
  expect(errorText(599)).toBe(errorText(500));
  expect(errorPage(599, 'n', 'r')).toContain('Something went wrong on our side');
});
