import { asCall, send } from '#e2e/support/http';
import { sendRaw } from '#e2e/support/raw-socket';
import { expect, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { POLICY } from '#lib/product/policy';

const FIXED = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('geolocation=()'),
};

type Seen = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
};

const { styleAttributes, ...SOURCES } = POLICY;
const ADDED = Object.values(SOURCES)
  .flat()
  .filter((source) => !source.startsWith("'"));

/** A policy without what lib/product/policy adds for the pages of the product. */
const withoutAdded = (policy: string) =>
  policy
    .split('; ')
    .filter((rule) => !(styleAttributes && rule === "style-src-attr 'unsafe-inline'"))
    .map((rule) =>
      rule
        .split(' ')
        .filter((word) => !ADDED.includes(word))
        .join(' '),
    )
    .join('; ');

/** The policy of a page lets nothing run but what this answer marked; csp_evaluator's rules, by hand. */
function expectPolicy({ headers, text }: Seen, what: string) {
  const policy = withoutAdded(String(headers['content-security-policy']));
  const rules = new Map(
    policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)] as const),
  );
  expect(rules.get('default-src'), what).toEqual(["'none'"]);
  expect(rules.get('frame-ancestors'), what).toEqual(["'none'"]);
  expect(policy, what).not.toMatch(/unsafe-inline|unsafe-eval|unsafe-hashes|\*|http:|https:|blob:/);
  if (!String(headers['content-type']).startsWith('text/html')) {
    expect(policy, what).toBe("default-src 'none'; frame-ancestors 'none'");
    return;
  }
  expect(rules.get('object-src'), what).toEqual(["'none'"]);
  expect(rules.get('base-uri'), what).toEqual(["'none'"]);
  expect(rules.get('form-action'), what).toEqual(["'self'"]);
  const [nonce = '', dynamic] = rules.get('script-src') ?? [];
  expect(dynamic).toBe("'strict-dynamic'");
  expect(nonce).toMatch(/^'nonce-[A-Za-z0-9+/]{22}=='$/);
  for (const [tag] of text.matchAll(/<(script|style)[\s>][^>]*>?/g))
    expect(tag, what).toContain(`nonce="${nonce.slice(7, -1)}"`);
  expect(text, what).not.toMatch(/ (style|on[a-z]+)="/);
}

/** Next hands the text of these on to a form under exactly this type, see lib/server/http/error-responses. */
const FOR_FORMS = ['a broken action', 'an action that is gone'];
/** What is no text, and JSON, which is UTF-8 by its own rules (RFC 8259 8.1). */
const WITHOUT_CHARSET = /^(font\/woff2|application\/([\w.-]+\+)?json)$/;

/** Whatever has a body says how it is encoded (ASVS 4.1.1). */
function expectCharset({ headers, text }: Seen, what: string) {
  const type = String(headers['content-type'] ?? '');
  if (FOR_FORMS.includes(what)) expect(type, what).toBe('text/plain');
  else if (text && !WITHOUT_CHARSET.test(type)) expect(type, what).toMatch(/; ?charset=utf-8$/i);
}

/** For how long an answer may be kept, and by whom. */
function kept(what: string): RegExp {
  if (/^a (script|font)$/.test(what)) return /immutable/;
  if (/^a discovery/.test(what)) return /^public, max-age=300$/;
  return what === 'the public keys' ? /^public, max-age=60$/ : /no-store/;
}

test('every class of answer carries the whole set of headers', { tag: '@long' }, async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const eve = newVisitor(server);
  const form = await eve.form('/sign-in');
  const page = await eve.go('/sign-in');
  const script = page.text.match(/src="(\/_next\/static\/[^"]+\.js)"/)?.[1] ?? '';
  const font =
    page.text.match(/\/_next\/static\/media\/[^"\\]+\.woff2/)?.[0] ??
    String(page.headers['link']).match(/<([^>]+)>/)?.[1] ??
    '';
  const wrong: [string, string][] = [
    ['email', 'nobody@example.com'],
    ['password', 'x'],
  ];
  const throttled = async () => {
    const mallory = newVisitor(server);
    for (let i = 0; i < 12; i++) await mallory.submit(form, wrong);
    return [await mallory.submit(form, wrong), await mallory.submit(form, wrong, 'call')];
  };
  const [tooMany, tooManyCalled] = await throttled();
  const seen: Record<string, [number, Seen]> = {
    'a page': [200, page],
    'a private page': [200, await ada.go('/dashboard')],
    'a download': [200, await ada.download()],
    'a live session': [204, await ada.go('/session/alive')],
    'no session': [401, await eve.go('/session/alive')],
    'where the password is changed': [302, await eve.go('/.well-known/change-password')],
    'an endpoint as a page': [405, await eve.go('/sign-out')],
    'a payload': [200, await ada.go('/dashboard?_rsc', { headers: { RSC: '1' } })],
    'the gate': [307, await eve.go('/dashboard')],
    'another loopback name': [
      307,
      await eve.go('/', { headers: { Host: `127.0.0.1:${server.port}` } }),
    ],
    'a sign-out': [303, await eve.signOut()],
    'a broken path': [400, await eve.go('//x')],
    'a broken action': [
      400,
      await eve.post('/sign-in', {
        body: 'x',
        headers: { 'Next-Action': '0', 'Content-Type': 'multipart/form-data; boundary=x' },
      }),
    ],
    'a foreign origin': [
      403,
      await eve.post('/sign-in', { body: '', headers: { Origin: 'null' } }),
    ],
    'no such page': [404, await eve.go('/nothing')],
    'no such file': [404, await eve.go('/_next/static/nothing.js')],
    'another method': [405, await eve.go('/', { method: 'DELETE' })],
    'an action that is gone': [
      409,
      await eve.post('/sign-in', { body: 'x', headers: { 'Next-Action': '0'.repeat(42) } }),
    ],
    'too large': [413, await eve.post('/sign-in', { body: 'x'.repeat(70_000) })],
    'another host': [421, await eve.go('/', { headers: { Host: 'evil.test' } })],
    'a refused form': [422, await eve.submit(form, [['email', '']])],
    'a refused call': [422, await eve.post('/sign-in', asCall(form, [['email', '']]))],
    'too many': [429, tooMany!],
    'too many calls': [429, tooManyCalled!],
    'a discovery document': [200, await eve.go('/.well-known/openid-configuration')],
    'a discovery document of OAuth': [200, await eve.go('/.well-known/oauth-authorization-server')],
    'the public keys': [200, await eve.go('/.well-known/jwks.json')],
    health: [200, await eve.go('/health/ready')],
    'a script': [200, await eve.go(script)],
    'a font': [200, await eve.go(font)],
    HEAD: [200, await eve.go('/sign-in', { method: 'HEAD' })],
  };
  for (const [what, [status, answer]] of Object.entries(seen)) {
    expect(answer.status, what).toBe(status);
    expect(answer.headers, what).toMatchObject(FIXED);
    expectPolicy(answer, what);
    expectCharset(answer, what);
    expect(answer.headers['x-powered-by'], what).toBeUndefined();
    expect(answer.headers['server'], what).toBeUndefined();
    const cache = String(answer.headers['cache-control']);
    expect(cache, what).toMatch(kept(what));
    if (status === 429) expect(Number(answer.headers['retry-after']), what).toBeGreaterThan(0);
  }
});

test('what could not even be parsed is answered with the same headers', async ({ server }) => {
  for (const bytes of [
    'NONSENSE\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: a b\r\nX Y: z\r\n\r\n`,
    `GET / HTTP/1.1\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
  ]) {
    const text = await sendRaw(server.port, bytes);
    const headers = Object.fromEntries(
      [...text.matchAll(/^([A-Za-z-]+): (.*)\r$/gm)].map(([, name = '', value = '']) => [
        name.toLowerCase(),
        value,
      ]),
    );
    expect(text).toMatch(/^HTTP\/1\.1 4(00|31) /);
    expect(headers).toMatchObject(FIXED);
    expectPolicy({ status: 400, headers, text }, 'raw');
    expectCharset({ status: 400, headers, text }, 'raw');
  }
});

test('every answer has a nonce of its own, whatever the request says', async ({ server }) => {
  const nonces = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const { headers } = await send(server, '/sign-in', {
      headers: {
        'x-nonce': 'known',
        'Content-Security-Policy': "script-src 'nonce-known'",
        'Content-Security-Policy-Report-Only': "script-src 'nonce-known'",
      },
    });
    nonces.add(String(headers['content-security-policy']).match(/'nonce-([^']+)'/)?.[1] ?? '');
  }
  expect(nonces.size).toBe(20);
  expect(nonces.has('known')).toBe(false);
});
