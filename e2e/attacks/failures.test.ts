import fc from 'fast-check';
import { asForm, send } from '#e2e/support/http';
import { multipart } from '#e2e/support/multipart';
import { change } from '#e2e/support/rows';
import { startServer } from '#e2e/support/server';
import { expect, newEmail, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('whatever bytes are sent, no answer is a server error and the process stays', async ({
  server,
}) => {
  const pid = server.pid();
  const eve = newVisitor(server);
  const forms = await Promise.all(
    ['/sign-in', '/sign-up', '/forgot-password'].map((path) => eve.form(path)),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.emailAddress(),
    fc.constantFrom('{}', '$1', '$@0', '\ufffd', 'a'.repeat(30_000)),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  );
  const field = fc.tuple(
    fc.oneof(
      fc.constantFrom(
        'email',
        'password',
        'name',
        'next',
        'code',
        '0',
        '1',
        '$ACTION_KEY',
        '$ACTION_1:1',
      ),
      fc.string({ maxLength: 12 }).map((name) => name.replace(/["\r\n]/g, '')),
    ),
    text,
  );
  const path = fc.oneof(
    fc.constantFrom(
      '/',
      '/sign-in',
      '/sign-up',
      '/sign-up/verify',
      '/dashboard',
      '/settings/sessions',
      '/settings/data/export',
      '/settings/email/verify',
      '/confirm',
      '/forgot-password',
      '/reset-password',
      '/session/alive',
      '/sign-out',
      '/metrics',
    ),
    fc.webPath().map((one) => `/${one.replace(/^\/*/, '')}`),
  );
  const headers = fc.dictionary(
    fc.constantFrom(
      'rsc',
      'next-action',
      'next-router-state-tree',
      'next-url',
      'cookie',
      'accept',
      'user-agent',
      'content-encoding',
      'range',
      'if-none-match',
      'next-router-prefetch',
      'next-router-segment-prefetch',
    ),
    fc.string({ maxLength: 60 }).map((value) => value.replace(/[^\x20-\x7e]/g, '')),
    { maxKeys: 3 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(field, { maxLength: 5 }),
      path,
      headers,
      fc.constantFrom('form', 'bare', 'get'),
      async (fields, where, extra, how) => {
        const own = { ...extra, 'X-Forwarded-For': newNetwork() };
        const sent = how === 'form' ? asForm(forms[fields.length % 3]!, fields) : multipart(fields);
        const answer =
          how === 'get'
            ? await send(server, where, { headers: own })
            : await send(server, where, {
                method: 'POST',
                body: sent.body,
                headers: { Origin: server.url, ...sent.headers, ...own },
              });
        expect(
          [500, 502, 504],
          `${how} ${where} ${JSON.stringify(extra)} ${answer.text.slice(0, 80)}`,
        ).not.toContain(answer.status);
      },
    ),
    { numRuns: 600, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
  );
  expect(server.pid()).toBe(pid);
  expect((await send(server, '/health/live')).status).toBe(200);
});

test('a failure says nothing of its cause, and has a reference that the log knows', async () => {
  const server = await startServer();
  const ada = newVisitor(server);
  await ada.signUp();
  change(server, 'alter table audit_events rename to gone');
  for (const [path, headers] of [
    ['/dashboard', {}],
    ['/dashboard?_rsc', { RSC: '1' }],
  ] as [string, Record<string, string>][]) {
    const { status, text } = await ada.go(path, { headers });
    expect([200, 500, 503], path).toContain(status);
    if (!headers['RSC']) expect(status).toBeGreaterThanOrEqual(500);
    expect(text).not.toMatch(
      /audit_events|SQLITE|no such table|node_modules|\.next\/|better-sqlite|drizzle| at .*:\d+:\d+/i,
    );
    const reference = text.match(/ref ([0-9a-f]{12})/)?.[1];
    if (!headers['RSC']) await expect.poll(() => server.output()).toContain(String(reference));
  }
  const failed = await newVisitor(server).signIn(newEmail(), 'x');
  expect(failed.status).toBeGreaterThanOrEqual(500);
  expect(failed.setCookies).toEqual([]);
  expect(failed.text).not.toMatch(/audit_events|SQLITE|no such table| at .*:\d+:\d+/i);
  change(server, 'alter table gone rename to audit_events');
  expect((await ada.go('/dashboard')).status).toBe(200);
  await server.remove();
});

test('nothing a visitor sends starts a log line of its own or fills the log', async () => {
  const server = await startServer({ LOG_LEVEL: 'debug' });
  const canary = 'canary-4e1f';
  const evil = `x"},{"level":60,"msg":"${canary}-forged"}`;
  const big = 'A'.repeat(7_000);
  await send(server, `/${encodeURIComponent(`\r\n\x1b[31m{"level":60,"msg":"${canary}"}`)}`, {
    headers: { 'User-Agent': evil },
  });
  await send(server, `/${big}?secret=${canary}-query`, { headers: { 'User-Agent': big } });
  await send(server, '/sign-out', {
    method: 'POST',
    body: '',
    headers: { Origin: `${evil}${big}` },
  });
  const eve = newVisitor(server);
  await eve.submit(
    await eve.form('/sign-in'),
    [
      ['email', `${canary}@example.com`],
      ['password', `${canary}-password`],
    ],
    'form',
    { Cookie: `session=${canary}-cookie`, Authorization: `Bearer ${canary}-token` },
  );
  await eve.signUp({ name: `${canary}-name` });
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(entry['level']).toBeLessThan(60);
    expect(line.length).toBeLessThan(2_000);
  }
  expect(server.output()).not.toContain('\x1b');
  expect(server.output()).not.toMatch(
    new RegExp(`${canary}-(query|password|cookie|token|name)|${canary}@|^.{0,3}${canary}`, 'm'),
  );
  expect(server.output()).not.toMatch(/Fe26\.2|\$argon2/);
  await server.remove();
});
