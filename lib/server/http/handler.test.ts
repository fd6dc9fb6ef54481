import { expect, test } from 'vitest';
import { mailboxLink } from '#lib/mail/mailbox-key';
import { currentRequest, setResponse } from '#lib/request/context';
import { nonce } from '#lib/request/nonce';
import { HOST, OURS, open, page, type SentRequest } from '#lib/server/http/handler.test-support';
import { newNonce } from '#lib/server/http/nonce';
import { changeSettings } from '#lib/testing/database.test-support';

test('a page goes out with its policy and the headers of every answer', async () => {
  const { status, headers, text } = await (await open())();
  expect([status, text]).toEqual([200, '<p>a page</p>']);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'private, no-store',
    vary: 'Accept-Language, Cookie, Origin, Sec-Fetch-Site',
  });
  expect(headers['content-security-policy']).toMatch(/script-src 'nonce-[A-Za-z0-9+/=]{24}'/);
  expect(headers['x-powered-by']).toBeUndefined();
});

test('no two answers share a nonce, and Next is told the one of its answer', async () => {
  const told: unknown[] = [];
  const ask = await open(async (asked, response) => {
    told.push(asked.headers['content-security-policy']);
    await page(asked, response);
  });
  const policies = [await ask(), await ask()].map(
    ({ headers }) => headers['content-security-policy'],
  );
  expect(policies).toEqual(told);
  expect(new Set(policies).size).toBe(2);
});

test('a page reads the nonce of its own answer, and what is no page has none', async () => {
  const read: unknown[] = [];
  const ask = await open(async (asked, response) => {
    read.push(nonce());
    await page(asked, response);
  });
  const { headers } = await ask({ path: '/%73ign-in' });
  expect(headers['content-security-policy']).toContain(`'nonce-${read[0]}'`);
  await ask({ path: '/api/v1/me' });
  expect(read[1]).toBeUndefined();
  expect(nonce()).toBeUndefined();
});

test('no nonce comes twice, also where a new supply is drawn', () => {
  const nonces = Array.from({ length: 2000 }, newNonce);
  expect(new Set(nonces).size).toBe(2000);
  expect(nonces.every((nonce) => /^[A-Za-z0-9+/]{22}==$/.test(nonce))).toBe(true);
});

test('what is written in one turn of the event loop is held until its end, the head included', async () => {
  const held: unknown[] = [];
  const ask = await open(async (_, response) => {
    response.flushHeaders();
    held.push(response.headersSent);
    response.write('a ');
    await new Promise(process.nextTick);
    held.push(response.socket?.writableCorked);
    await new Promise(setImmediate);
    held.push(response.socket?.writableCorked);
    response.end('page');
  });
  expect((await ask()).text).toBe('a page');
  expect(held).toEqual([false, 1, 0]);
});

test('what is no page may do nothing', async () => {
  const ask = await open(async (_, response) => void response.end('{}'));
  expect((await ask()).headers['content-security-policy']).toBe(
    "default-src 'none'; frame-ancestors 'none'",
  );
});

test.each([
  ['a form from elsewhere', 403, { method: 'POST', headers: { origin: 'http://evil.test' } }],
  ['a form from nowhere', 403, { method: 'POST' }],
  ['another host', 421, { headers: { host: 'evil.test' } }],
  ['a second slash', 400, { path: '//evil.test' }],
  ['a method we do not have', 405, { method: 'PUT' }],
  ['TRACE', 405, { method: 'TRACE' }],
  ['too large a body', 413, { method: 'POST', headers: OURS, body: 'x'.repeat(65_537) }],
] as [string, number, SentRequest][])(
  '%s is refused with a page, and no page of ours is asked',
  async (_, status, sent) => {
    let asked = 0;
    const ask = await open(async () => void asked++);
    const answer = await ask(sent);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('<h1>');
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(asked).toBe(0);
  },
);

test('a refused method says which there are', async () => {
  expect((await (await open())({ method: 'DELETE' })).headers.allow).toBe('GET, HEAD, POST');
});

test('a body that grows past its limit without having said so is cut off', async () => {
  const ask = await open(async (asked, response) => {
    for await (const _ of asked);
    response.end('read it all');
  });
  const headers = { ...OURS, 'transfer-encoding': 'chunked' };
  expect((await ask({ method: 'POST', headers, body: 'x'.repeat(200_000) })).status).toBe(413);
  expect((await ask({ method: 'POST', headers, body: 'x'.repeat(60_000) })).text).toBe(
    'read it all',
  );
});

test('another name of this machine is sent on, with path and query', async () => {
  const answer = await (await open())({ path: '/a?b=c', headers: { host: '127.0.0.1:3000' } });
  expect(answer.status).toBe(307);
  expect(answer.headers.location).toBe('http://localhost:3000/a?b=c');
});

test('an action chooses the status of its page, how long to wait, and more headers', async () => {
  const ask = await open(async (asked, response) => {
    setResponse({ status: 429, retryAfter: 30, headers: { 'Clear-Site-Data': '"cache"' } });
    await page(asked, response);
  });
  const { status, headers } = await ask({ method: 'POST', headers: OURS });
  expect(status).toBe(429);
  expect(headers).toMatchObject({ 'retry-after': '30', 'clear-site-data': '"cache"' });
});

test('a redirect stays one, whatever status was asked for', async () => {
  const ask = await open(async (_, response) => {
    setResponse({ status: 422 });
    response.writeHead(303, { Location: '/dashboard' }).end();
  });
  expect((await ask({ method: 'POST', headers: OURS })).status).toBe(303);
});

test('what fails ends as a plain page that tells nothing of why', async () => {
  const ask = await open(async () => {
    throw new Error('canary: select secret from users');
  });
  const { status, text } = await ask();
  expect(status).toBe(500);
  expect(text).toContain('Something went wrong on our side');
  expect(text).not.toContain('canary');
});

test('Next’s own failure is replaced, with its cookies and its place', async () => {
  const ask = await open(async (_, response) => {
    setResponse({ actionStarted: true });
    response.setHeader('Set-Cookie', 'session=x');
    response.writeHead(500, { 'Content-Type': 'text/plain', Location: '/x' });
    response.write('canary ');
    response.end('stack');
  });
  const { status, text, headers } = await ask({ method: 'POST', headers: OURS });
  expect(status).toBe(500);
  expect(text).not.toContain('canary');
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers.location).toBeUndefined();
});

test('a form that made no sense before anything of ours began is the sender’s doing', async () => {
  const ask = await open(async (_, response) => void response.writeHead(500).end());
  expect((await ask({ method: 'POST', headers: OURS })).status).toBe(400);
  expect((await ask()).status).toBe(500);
});

test('while the database is away every answer is 503 with a time to come back', async () => {
  const ask = await open(async (asked, response) => {
    setResponse({ unavailable: true, retryAfter: 5 });
    await page(asked, response);
  });
  const { status, headers, text } = await ask();
  expect([status, headers['retry-after']]).toEqual([503, '5']);
  expect(text).not.toContain('a page');
});

test('too many requests get a plain page that says when to come back', async () => {
  const ask = await open(async (asked, response) => {
    setResponse({ isThrottled: true, retryAfter: 90 });
    await page(asked, response);
  });
  const { status, headers, text } = await ask({ method: 'POST', headers: OURS });
  expect([status, headers['retry-after']]).toEqual([429, '90']);
  expect(text).not.toContain('a page');
});

test('a form of a version that is gone ends in a page that says so', async () => {
  const ask = await open(async (_, response) => {
    response.setHeader('x-nextjs-action-not-found', '1');
    response.writeHead(404).end();
  });
  expect((await ask({ method: 'POST', headers: OURS })).status).toBe(409);
});

test('a script of the router is told in text and not with a page', async () => {
  const ask = await open(async () => {
    throw new Error('x');
  });
  const { headers, text } = await ask({ headers: { rsc: '1' } });
  expect(headers['content-type']).toContain('text/plain');
  expect(text).not.toContain('<');
});

test('HEAD is answered like GET, without the body', async () => {
  const ask = await open(async () => {
    throw new Error('x');
  });
  const { status, headers, text } = await ask({ method: 'HEAD' });
  expect([status, text]).toEqual([500, '']);
  expect(Number(headers['content-length'])).toBeGreaterThan(100);
});

test('the domain sees who calls: cleaned, cut, and not by their own word', async () => {
  const seen: unknown[] = [];
  const ask = await open(async (asked, response) => {
    const { method, url, address, userAgent, isProxied } = currentRequest() ?? {};
    const realIp = asked.headers['x-real-ip'];
    seen.push({ method, url, address, userAgent, isProxied, realIp });
    await page(asked, response);
  });
  await ask({
    path: '/a?b=c',
    headers: {
      'x-forwarded-for': '6.6.6.6',
      'x-real-ip': '6.6.6.6',
      'user-agent': `a\tb${'x'.repeat(1000)}`,
    },
  });
  expect(seen).toEqual([
    {
      method: 'GET',
      url: '/a?b=c',
      address: '127.0.0.1',
      userAgent: `a b${'x'.repeat(297)}`,
      isProxied: true,
      realIp: undefined,
    },
  ]);
});

test('behind a proxy of ours the caller is who it names, and its host counts', async () => {
  changeSettings({ TRUSTED_PROXY_HOPS: '1' });
  let address: string | undefined;
  const ask = await open(async (asked, response) => {
    address = currentRequest()?.address;
    await page(asked, response);
  });
  const headers = { 'x-forwarded-for': '6.6.6.6, 198.51.100.7', 'x-forwarded-host': HOST };
  expect((await ask({ headers: { ...headers, host: 'backend' } })).status).toBe(200);
  expect(address).toBe('198.51.100.7');
});

test('over https every answer says so for two years', async () => {
  changeSettings({
    APP_URL: 'https://app.acme.test',
    SMTP_URL: 'smtp://m.test',
    MAIL_FROM: 'a@m.test',
  });
  const { headers } = await (await open())({ headers: { host: 'app.acme.test' } });
  expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
});

test('the link of the mailbox is changed for a cookie before anything else sees its key', async () => {
  const asked: (string | undefined)[] = [];
  const ask = await open(async (request, response) => {
    asked.push(request.url);
    await page(request, response);
  });
  const key = new URL(mailboxLink() ?? '').searchParams.get('key');
  const { status, headers, text } = await ask({ path: `/dev/mailbox?key=${key}` });
  expect([status, headers.location, text]).toEqual([303, '/dev/mailbox', '']);
  expect(headers['set-cookie']).toEqual([
    `mailbox=${key}; Path=/dev/mailbox; HttpOnly; SameSite=Lax`,
  ]);
  for (const path of ['/dev/mailbox?key=x', '/dev/mailbox', `/dev/mailbox/x?key=${key}`])
    expect((await ask({ path })).headers['set-cookie']).toBeUndefined();
  expect(asked).toHaveLength(3);
});
