import { asCall, send } from '#e2e/support/http';
import { sendRaw, startSink } from '#e2e/support/raw-socket';
import { expect, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('no host, header or request line makes the server call somebody else', {
  tag: '@long',
}, async ({ server }) => {
  const sink = await startSink();
  const there = `127.0.0.1:${sink.port}`;
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const form = await newVisitor(server).form('/sign-in');
  const sent = asCall(form, [
    ['email', email],
    ['password', 'seven purple otters juggle'],
  ]);
  const poisoned: Record<string, string>[] = [
    { Host: there, Origin: `http://${there}` },
    { 'X-Forwarded-Host': there, Origin: `http://${there}` },
    { 'X-Forwarded-Host': `localhost:${server.port}, ${there}` },
    { 'X-Forwarded-Proto': 'http', 'X-Forwarded-Port': String(sink.port) },
    { Forwarded: `host=${there};proto=http` },
    { 'X-Host': there, 'X-Original-Host': there, 'X-Forwarded-Server': there },
    { 'X-Action-Forwarded': '1', 'x-action-redirected': `http://${there}/` },
    { Location: `http://${there}/` },
    { 'x-middleware-rewrite': `http://${there}/` },
    { 'x-nextjs-rewrite': `http://${there}/`, 'x-nextjs-rewritten-path': `http://${there}/` },
    { 'x-matched-path': `//${there}/` },
  ];
  for (const extra of poisoned) {
    const headers = { 'X-Forwarded-For': newNetwork(), ...extra };
    await send(server, '/sign-in', {
      method: 'POST',
      body: sent.body,
      headers: { Origin: server.url, ...sent.headers, ...headers },
    });
    await send(server, '/sign-out', {
      method: 'POST',
      body: '',
      headers: { Origin: server.url, ...headers },
    });
    for (const path of ['/', '/dashboard', '/sign-in?next=%2F', '/nothing']) {
      const answer = await send(server, path, { headers });
      expect(JSON.stringify(answer.headers) + answer.text, JSON.stringify(extra)).not.toContain(
        there,
      );
    }
  }
  const lines = [
    `GET http://${there}/ HTTP/1.1`,
    `GET http://${there}/dashboard HTTP/1.1`,
    `POST http://${there}/sign-in HTTP/1.1`,
    `GET //${there}/ HTTP/1.1`,
    `GET /\\${there}/ HTTP/1.1`,
    `GET @${there}/ HTTP/1.1`,
    `GET /@${there} HTTP/1.1`,
    `GET /_next/../http://${there}/ HTTP/1.1`,
    `CONNECT ${there} HTTP/1.1`,
    `OPTIONS * HTTP/1.1`,
  ];
  for (const line of lines) {
    for (const more of [
      '',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n',
      'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n',
    ]) {
      for (const host of [`localhost:${server.port}`, there]) {
        const text = await sendRaw(server.port, `${line}\r\nHost: ${host}\r\n${more}\r\n`, 400);
        expect(text, line + more).not.toMatch(/^HTTP\/1\.1 (101|200|5\d\d)/m);
        expect(text, line).not.toMatch(/^location: (https?:\/\/127|\/[/\\])/im);
      }
    }
  }
  sink.close();
  expect(sink.calls()).toBe(0);
});

test('no path is redirected to another site', async ({ server }) => {
  const paths = [
    '/.//evil.test',
    '/x/..//evil.test/',
    '/%2e//evil.test',
    '/%2e%2e//evil.test',
    '/sign-in//evil.test',
    '/_next//evil.test',
    '/./%2fevil.test/',
    '/%5cevil.test/',
    '/%09/evil.test/',
    '/x/%2e%2e//evil.test/',
    '/_next/..//evil.test',
    '/;//evil.test',
    '/?//evil.test',
    '/evil.test//',
    '/%2f%2fevil.test/',
    '/.evil.test/',
    '/@evil.test/',
    '/x/../..//evil.test',
    '/dashboard/..//evil.test/',
  ];
  for (const path of paths) {
    const text = await sendRaw(
      server.port,
      `GET ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: close\r\n\r\n`,
    );
    const location = text.match(/^location: (.*)\r$/im)?.[1] ?? '/';
    expect(new URL(location.replace(/[\t\r\n]/g, ''), server.url).origin, path).toBe(server.url);
  }
  const alias = await sendRaw(
    server.port,
    `GET /@evil.test HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`,
  );
  expect(alias).toContain(`Location: ${server.url}/@evil.test\r\n`);
});

test('an upgrade is never made, no matter who asks', async ({ server }) => {
  for (const path of ['/', '/dashboard', '/_next/webpack-hmr', '/_next/hmr']) {
    const text = await sendRaw(
      server.port,
      `GET ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      500,
    );
    expect(text).not.toContain('101 Switching');
  }
  expect((await send(server, '/')).status).toBe(200);
});

test('the image optimizer does not exist', { tag: '@long' }, async ({ server }) => {
  const sink = await startSink();
  const ada = newVisitor(server);
  await ada.signUp();
  const there = `http://127.0.0.1:${sink.port}/a.png`;
  const sources = [
    there,
    `//127.0.0.1:${sink.port}/a.png`,
    'https://example.com/a.svg',
    '/api/v1/me',
    '/dashboard',
    '/a.svg',
    '/a.avif',
    '/look.css',
    'data:image/svg+xml,<svg/>',
    '',
  ];
  for (const source of sources) {
    for (const width of ['640', '99999', '-1', 'x', '']) {
      for (const path of [
        '/_next/image',
        '/_next/image/',
        '/_next/%69mage',
        '/_next//image',
        '/_NEXT/image',
      ]) {
        const address = `${path}?url=${encodeURIComponent(source)}&w=${width}&q=75`;
        for (const answer of [await ada.go(address), await send(server, address)])
          expect([307, 308, 400, 404], address).toContain(answer.status);
      }
    }
  }
  sink.close();
  expect(sink.calls()).toBe(0);
});

test('after a sign-in nothing is fetched for the visitor that the visitor could not fetch', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  for (const next of [
    '/dev/mailbox',
    '/%64ev/mailbox',
    '/dev%2fmailbox',
    '/metrics',
    '/%6detrics',
    '/x/../dev/mailbox',
    '/DEV/mailbox',
  ]) {
    const eve = newVisitor(server);
    const form = await eve.form('/sign-in');
    const hidden = form.hidden.filter(([name]) => name !== 'next');
    const answer = await eve.submit(
      { ...form, hidden },
      [
        ['email', email],
        ['password', 'seven purple otters juggle'],
        ['next', next],
      ],
      'call',
    );
    expect(answer.text, next).not.toMatch(/Captured mail|Your code for|gatehouse_requests_total/);
  }
});
