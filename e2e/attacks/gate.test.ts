import { readFileSync } from 'node:fs';
import { FORM_NUMBER } from '#e2e/support/comparable-answer';
import { crossProduct } from '#e2e/support/cross-product';
import { GATED, PRIVATE } from '#e2e/support/gated';
import { send, sendRouted } from '#e2e/support/http';
import { sendRaw } from '#e2e/support/raw-socket';
import { expect, newNetwork, test } from '#e2e/support/test';

const from = () => ({ 'X-Forwarded-For': newNetwork() });

/** What a stranger may get: sent to sign in or told there is nothing; never a word of the page. */
function expectNothing(answer: {
  status: number;
  text: string;
  headers: { location?: string | undefined };
}) {
  expect(answer.text).not.toMatch(PRIVATE);
  expect([303, 307, 308, 400, 404, 405]).toContain(answer.status);
  if (answer.status < 400) expect(answer.headers.location).toMatch(/\/sign-in\?next=|^\/[a-z]/);
}

test('a header that claims the gate was passed already opens nothing', async ({ server }) => {
  const names = ['middleware', 'src/middleware', 'proxy', 'pages/_middleware', 'instrumentation'];
  for (const path of GATED) {
    const plain = await send(server, path, { headers: from() });
    expect(plain.status).toBe(307);
    for (const name of names) {
      for (const value of [name, Array(5).fill(name).join(':')]) {
        for (const header of ['x-middleware-subrequest', 'x-middleware-subrequest-id']) {
          const answer = await send(server, path, { headers: { ...from(), [header]: value } });
          expect(answer.status).toBe(307);
          expect(answer.headers.location).toBe(plain.headers.location);
          expect(answer.text).not.toMatch(PRIVATE);
        }
      }
    }
  }
});

test('no way of transporting a page gives it to a stranger', async ({ server }) => {
  const build = readFileSync('.next/BUILD_ID', 'utf8').trim();
  for (const path of GATED) {
    const addresses = [
      `${path}.rsc`,
      `${path}?_rsc=x`,
      `${path}.txt`,
      `${path}.json`,
      `${path}.segments/_tree.segment.rsc`,
      `${path}.segments/$c$children/__PAGE__.segment.rsc`,
      `${path}.segments/_full.segment.rsc`,
      `${path}.prefetch.rsc`,
      '/index.rsc',
      `/_next/data/${build}${path}.json`,
      path,
    ];
    const ways: Record<string, string>[] = [
      {},
      { RSC: '1' },
      { RSC: '1', 'Next-Router-Prefetch': '1' },
      { RSC: '1', 'Next-Router-Prefetch': '2' },
      { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
      { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/__PAGE__' },
      { RSC: '1', 'Next-Router-State-Tree': '%5B%22%22%2C%7B%7D%5D', 'Next-Url': path },
      { 'Sec-Purpose': 'prefetch' },
      { 'x-nextjs-data': '1' },
    ];
    for (const [address, headers] of crossProduct(addresses, ways)) {
      const answer = await sendRouted(server, address, { headers: { ...from(), ...headers } });
      expect(answer.text, `${address} ${JSON.stringify(headers)}`).not.toMatch(PRIVATE);
      if (address.startsWith(path) && answer.status === 200)
        expect(answer.text, address).toMatch(/NEXT_REDIRECT;|\/sign-in/);
    }
  }
});

test('a cookie that is only there opens nothing', async ({ server }) => {
  const looksSealed = `Fe26.2*1*${'a'.repeat(64)}*${'b'.repeat(22)}*${'c'.repeat(86)}*1795000000000*${'d'.repeat(64)}*${'e'.repeat(43)}~2`;
  const values = ['junk', '', looksSealed, '%00', '%', 'undefined', '{}', '1'.repeat(3000)];
  const cookies = crossProduct(['session', '__Host-session'], values).map((pair) => pair.join('='));
  for (const [Cookie, [path, headers]] of crossProduct(
    cookies,
    crossProduct(GATED, [{}, { RSC: '1' }]),
  )) {
    const answer = await sendRouted(server, path, { headers: { ...from(), ...headers, Cookie } });
    expect(answer.text).not.toMatch(PRIVATE);
    expect(answer.status, `${Cookie.slice(0, 30)} ${path}`).not.toBe(500);
    if (answer.status !== 200) expect(answer.headers.location).toContain('/sign-in?next=');
  }
});

test('no spelling of a path goes round the gate', async ({ server }) => {
  const spellings = [
    '//dashboard', '/%2fdashboard', '/%64ashboard', '/DASHBOARD', '/Dashboard', '/dashboard/',
    '/dashboard/.', '/x/../dashboard', '/x/%2e%2e/dashboard', '/dashboard;x', '/dashboard;.css', '/\\dashboard',
    '/dashboard%00', '/dashboard%0a', '/dashboard%20', '/./dashboard', '/en/dashboard', '/dashboard%2f',
    '/dashboard/%2e', '/dashboard//', '/dashboard?', '/dashboard#x', '/.//dashboard', '/dashboard%3f',
    '/dashboard%252f', '/_next/../dashboard', '/_next/static/..%2f..%2fdashboard', '/dashboard\x7f',
    '/%ff', '/%', '/%c0%af', '/settings%2fsessions', '/settings/../dashboard', '/(auth)/sign-in', '/%00',
    'dashboard', '*', '?', 'http:/dashboard',
  ]; // biome-ignore format: one list
  for (const spelling of spellings) {
    for (const cookie of ['', 'Cookie: session=junk\r\n']) {
      const answer = await sendRaw(
        server.port,
        `GET ${spelling} HTTP/1.1\r\nHost: localhost:${server.port}\r\n${cookie}Connection: close\r\n\r\n`,
      );
      expect(answer, spelling).toMatch(/^HTTP\/1\.1 (307|308|400|404) /);
      expect(answer, spelling).not.toMatch(PRIVATE);
    }
  }
});

test('headers that only the framework may say change nothing and open nothing', async ({
  server,
}) => {
  const names = [
    'x-invoke-path', 'x-invoke-status', 'x-invoke-error', 'x-invoke-query', 'x-invoke-output', 'x-matched-path',
    'x-now-route-matches', 'x-middleware-rewrite', 'x-middleware-next', 'x-middleware-invoke',
    'x-middleware-set-cookie', 'x-middleware-prefetch', 'x-middleware-skip', 'x-original-url',
    'x-rewrite-url', 'x-nextjs-data', 'x-nextjs-rewritten-path', 'x-nextjs-postponed', 'next-resume',
    'x-next-resume-state-length', 'x-next-cache-tags', 'x-next-revalidated-tags', 'x-next-revalidate-tag-token',
    'x-prerender-revalidate', 'x-prerender-bypass-mode', 'x-forwarded-prefix', 'x-forwarded-uri', 'x-nonce',
    'x-vercel-protection-bypass', 'next-html-request-id', 'next-request-id', 'next-test-fetch-priority',
    'x-nextjs-html-request-id', 'x-nextjs-request-id', 'next-instant-navigation-testing', 'next-action-revalidated',
  ]; // biome-ignore format: one list
  const baseline = masked(await send(server, '/sign-in', { headers: from() }));
  for (const name of names) {
    for (const value of ['1', '/dashboard', '500']) {
      const answer = await send(server, '/sign-in', { headers: { ...from(), [name]: value } });
      expect(answer.status, name).toBe(200);
      expect(masked(answer), name).toBe(baseline);
      expect(answer.text, name).not.toMatch(PRIVATE);
    }
  }
  const override = {
    'x-middleware-override-headers': 'cookie',
    'x-middleware-request-cookie': 'session=1',
  };
  expectNothing(await send(server, '/dashboard', { headers: { ...from(), ...override } }));
});

/** A page without what differs from answer to answer: the nonce, its scripts' order, and the number of its form. */
const masked = ({ text, headers }: { text: string; headers: object }) => {
  const nonce = JSON.stringify(headers).match(/'nonce-([^']+)'/)?.[1] ?? 'none';
  return text
    .replaceAll(nonce, 'NONCE')
    .replace(/"[A-Za-z0-9+/]{22}=="/g, '"NONCE"')
    .replace(FORM_NUMBER, '$1FORM');
};

test('only GET, HEAD and POST exist, and HEAD sets nothing', async ({ server }) => {
  const paths = [
    '/',
    '/sign-in',
    '/sign-up',
    ...GATED,
    '/forgot-password',
    '/reset-password',
    '/session/alive',
    '/.well-known/change-password',
    '/settings/data/export',
    '/sign-out',
    '/metrics',
  ];
  for (const path of paths) {
    for (const method of [
      'PUT',
      'PATCH',
      'DELETE',
      'TRACE',
      'OPTIONS',
      'PROPFIND',
      'PURGE',
      'QUERY',
    ]) {
      const answer = await send(server, path, {
        method,
        headers: { ...from(), Origin: server.url },
      });
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD, POST');
      expect(answer.text).not.toMatch(PRIVATE);
    }
    const head = await send(server, path, { method: 'HEAD', headers: from() });
    expect(head.text).toBe('');
    expect(head.setCookies).toEqual([]);
    expect(head.status).toBeLessThan(500);
    for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const answer = await send(server, path, { headers: { ...from(), [header]: 'DELETE' } });
      expect(answer.status).toBe((await send(server, path, { headers: from() })).status);
    }
  }
  for (const line of ['FOO / HTTP/1.1', 'CONNECT 127.0.0.1:1 HTTP/1.1', 'get / HTTP/1.1']) {
    const answer = await sendRaw(server.port, `${line}\r\nHost: localhost:${server.port}\r\n\r\n`);
    expect(answer, line).not.toMatch(/^HTTP\/1\.1 [235]/);
  }
});

test('the parameters of a route cannot be given from outside', async ({ server }) => {
  for (const query of [
    'nxtPid=2',
    'nxtIid=2',
    'nxtPpath=dashboard',
    '__nextLocale=en',
    '_nextSlug=x',
  ]) {
    for (const headers of [{}, { RSC: '1' }]) {
      const open = await sendRouted(server, `/sign-in?${query}`, {
        headers: { ...from(), ...headers },
      });
      expect(open.status).toBe(200);
      expect(open.text).not.toMatch(PRIVATE);
      expectNothing(await send(server, `/dashboard?${query}`, { headers: from() }));
    }
  }
});
