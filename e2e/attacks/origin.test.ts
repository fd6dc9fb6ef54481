import { randomInt } from 'node:crypto';
import { asCall, asForm, send } from '#e2e/support/http';
import { latestCode } from '#e2e/support/mailbox';
import { sendRaw } from '#e2e/support/raw-socket';
import { countRows, sessionsOf } from '#e2e/support/rows';
import { startServer, type TestServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

type Headers = Record<string, string | string[]>;

/** Everything that changes something, ready to be sent by somebody with Ada's cookies. */
async function everyWrite(server: TestServer) {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  await newVisitor(server).signIn(email);
  const verifier = newVisitor(server);
  const pending = newEmail();
  await verifier.askForAccount(pending);
  const code = await latestCode(server.port, pending);
  const forms = [
    [
      ada,
      await newVisitor(server).form('/sign-in'),
      [
        ['email', email],
        ['password', PASSWORD],
      ],
      true,
    ],
    [
      ada,
      await newVisitor(server).form('/sign-up'),
      [
        ['name', 'A'],
        ['email', newEmail()],
        ['password', PASSWORD],
      ],
      true,
    ],
    [verifier, await verifier.form('/sign-up/verify', 0), [['code', code]], true],
    [verifier, await verifier.form('/sign-up/verify', 1), [], true],
    [ada, await ada.form('/settings/sessions', 0), [], false],
    [ada, await ada.form('/settings/sessions', 1), [], false],
  ] as const;
  const writes = forms.flatMap(([by, form, fields, hasState]) =>
    [
      asForm(
        form,
        fields.map(([name, value]) => [name, value]),
      ),
      asCall(
        form,
        fields.map(([name, value]) => [name, value]),
        { hasState },
      ),
    ].map((sent) => ({ by, path: form.path, ...sent })),
  );
  const signOut = { by: ada, path: '/sign-out', body: Buffer.from(''), headers: {} };
  return { ada, email, writes: [...writes, signOut] };
}

test('a write that does not come from our own page changes nothing', { tag: '@long' }, async ({
  server,
}) => {
  const { ada, email, writes } = await everyWrite(server);
  const host = `localhost:${server.port}`;
  const origins: Headers[] = [
    { Origin: 'http://evil.test' },
    { Origin: 'null' },
    { Origin: `https://${host}` },
    { Origin: `http://localhost:${server.port + 1}` },
    { Origin: 'http://localhost' },
    { Origin: `http://localhost..:${server.port}` },
    { Origin: `http://localhost:0${server.port}` },
    { Origin: `http://${host}@evil.test` },
    { Origin: `http://sub.${host}` },
    { Origin: `http://localhost.evil.test:${server.port}` },
    { Origin: `http://127.0.0.1:${server.port}` },
    { Origin: `http://${host}/` },
    { Origin: ` ${server.url}, http://evil.test` },
    { Origin: [server.url, 'http://evil.test'] },
    { Origin: ['http://evil.test', server.url] },
    { Origin: '' },
    { Origin: server.url, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: server.url, 'Sec-Fetch-Site': 'same-site' },
    { Origin: server.url, 'Sec-Fetch-Site': 'none' },
    { Origin: server.url, 'Sec-Fetch-Site': ['same-origin', 'cross-site'] },
    { Origin: server.url, 'Sec-Fetch-Site': '' },
    { Origin: 'http://evil.test', 'Sec-Fetch-Site': 'same-origin' },
    { Origin: 'http://evil.test', Host: host, 'X-Forwarded-Host': 'evil.test' },
  ];
  const before = countRows(server);
  for (const origin of origins) {
    for (const { by, path, body, headers } of writes) {
      const answer = await by.post(path, {
        body,
        headers: { ...headers, ...origin } as Record<string, string>,
      });
      expect([403, 421], `${path} ${JSON.stringify(origin)}`).toContain(answer.status);
      expect(answer.setCookies).toEqual([]);
      expect(answer.text).toMatch(/did not come from our own page|not the address of this site/);
    }
  }
  for (const { by, path, body, headers } of writes) {
    for (const referer of [
      {},
      { Referer: 'http://evil.test/' },
      { Referer: `http://evil.test/${server.url}` },
      { Referer: 'nonsense' },
    ] as Record<string, string>[]) {
      const cookie = by.cookie();
      const answer = await send(server, path, {
        method: 'POST',
        body,
        headers: { 'X-Forwarded-For': by.network, Cookie: cookie, ...headers, ...referer },
      });
      expect(answer.status, path).toBe(403);
    }
  }
  expect(countRows(server)).toEqual(before);
  expect(sessionsOf(server, email)).toBe(2);
  expect((await ada.go('/dashboard')).status).toBe(200);
  expect(server.output()).toContain('"event":"malicious_csrf"');
});

test('a method that is sent as GET, or hidden in a field, changes nothing', async ({ server }) => {
  const { ada, email } = await everyWrite(server);
  for (const path of [
    '/sign-out',
    '/sign-out?_method=POST',
    '/sign-out/',
    '/settings/sessions?done=one&session=x',
  ]) {
    for (const headers of [
      {},
      { 'X-HTTP-Method-Override': 'POST' },
      { 'Sec-Purpose': 'prefetch' },
      { 'Sec-Fetch-Dest': 'image' },
      { RSC: '1' },
    ] as Record<string, string>[]) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await ada.go(path, { headers, method });
        expect(answer.status).toBeLessThan(500);
        expect(answer.headers['clear-site-data']).toBeUndefined();
        expect(answer.setCookies).toEqual([]);
      }
    }
  }
  expect(sessionsOf(server, email)).toBe(2);
  expect((await ada.go('/dashboard')).status).toBe(200);
});

test('no other host is answered, with or without a matching origin', async ({ server }) => {
  const hosts = ['evil.test', '127.0.0.1:1', 'localhost', `localhost:${server.port}.evil.test`, `evil.test:${server.port}`, `localhost:${server.port}@evil.test`, `localhost:0${server.port}`, `localhost..:${server.port}`, `[::]:${server.port}`, `0.0.0.0:${server.port}`, `127.0.0.2:${server.port}`, `2130706433:${server.port}`]; // biome-ignore format: one list
  for (const host of hosts) {
    for (const path of ['/', '/sign-in', '/dashboard', '/metrics', '/dev/mailbox']) {
      const answer = await send(server, path, {
        headers: { Host: host, Origin: `http://${host}` },
      });
      expect(answer.status, `${host} ${path}`).toBe(421);
      expect(answer.text).not.toContain('evil.test');
    }
    const write = await send(server, '/sign-out', {
      method: 'POST',
      body: '',
      headers: { Host: host, Origin: `http://${host}` },
    });
    expect(write.status, host).toBe(421);
  }
  const empty = await sendRaw(
    server.port,
    'GET /sign-in HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n',
  );
  expect(empty).toMatch(/^HTTP\/1\.1 421/);
  const old = await sendRaw(server.port, 'GET /sign-in HTTP/1.0\r\n\r\n');
  expect(old).toMatch(/^HTTP\/1\.1 421/);
  const forwarded = await send(server, '/sign-in', {
    headers: { 'X-Forwarded-Host': 'evil.test' },
  });
  expect(forwarded.status).toBe(421);
  for (const path of ['/health/live', '/health/ready'])
    expect((await send(server, path, { headers: { Host: 'probe' } })).status).toBe(200);
  const health = await send(server, '/health/../dashboard', { headers: { Host: 'evil.test' } });
  expect(health.status).toBeGreaterThanOrEqual(300);
  expect(health.text + JSON.stringify(health.headers)).not.toContain('evil.test');
});

test('no answer lets another origin read it', async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const origins = ['http://evil.test', 'null', `http://sub.localhost:${server.port}`, server.url];
  for (const origin of origins) {
    for (const path of [
      '/',
      '/dashboard',
      '/dashboard?_rsc',
      '/health/live',
      '/sign-out',
      '/nothing',
      '/metrics',
    ]) {
      for (const method of ['GET', 'OPTIONS', 'HEAD']) {
        const answer = await ada.go(path, {
          method,
          headers: {
            Origin: origin,
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'next-action',
            'Access-Control-Request-Private-Network': 'true',
          },
        });
        const names = Object.keys(answer.headers).filter((name) =>
          name.startsWith('access-control'),
        );
        expect(names, `${method} ${path}`).toEqual([]);
        expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
        expect(answer.headers.vary).toContain('Origin');
      }
    }
  }
});

test('under https only the https origin may write, and cookies are bound to the host', {
  tag: '@long',
}, async () => {
  const port = String(randomInt(20_000, 32_000));
  const server = await startServer({ PORT: port, APP_URL: `https://localhost:${port}` });
  const ada = newVisitor(server);
  const email = await ada.signUp();
  expect([...ada.cookies.keys()].sort()).toEqual([
    '__Host-browser',
    '__Host-flow',
    '__Host-session',
  ]);
  const sealed = ada.cookies.get('__Host-session');
  const tossed = newVisitor(server);
  tossed.cookies.set('session', String(sealed));
  expect((await tossed.go('/dashboard')).headers.location).toContain('/sign-in');
  tossed.cookies.set('__host-session', String(sealed));
  expect((await tossed.go('/dashboard')).headers.location).toContain('/sign-in');
  for (const origin of [
    `http://localhost:${port}`,
    'https://localhost',
    `https://localhost..:${port}`,
    `https://sub.localhost:${port}`,
  ])
    expect((await ada.post('/sign-out', { body: '', headers: { Origin: origin } })).status).toBe(
      403,
    );
  const page = await ada.go('/dashboard');
  expect(page.text).toContain(email);
  expect(page.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  expect(page.headers['content-security-policy']).toContain('upgrade-insecure-requests');
  const again = await newVisitor(server, newNetwork()).signIn(email, PASSWORD, [
    ['remember', 'on'],
  ]);
  expect(again.setCookies.find((line) => line.startsWith('__Host-session'))).toMatch(
    /^__Host-session=[^;]+; Path=\/;( Expires=[^;]+;)? Max-Age=2592000;( Expires=[^;]+;)? Secure; HttpOnly; SameSite=lax$/i,
  );
  const { setCookies } = await ada.signOut();
  expect(setCookies.find((line) => line.startsWith('__Host-session'))).toMatch(
    /^__Host-session=; Path=\/; Max-Age=0;( Expires=[^;]+;)? Secure; HttpOnly; SameSite=lax$/i,
  );
  for (const line of setCookies)
    expect(line).toMatch(/^__Host-[^;]+; Path=\/;.* Secure; HttpOnly; SameSite=lax$/i);
  await server.remove();
});
