import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { newAccount } from '#e2e/support/account';
import { mailboxLink } from '#e2e/support/mailbox';
import { cookieFrom, sendForm } from '#e2e/support/plain-form';
import { startServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/story';
import { QUICK_START } from '#lib/testing/deployment.test-support';

const begin = (env: Record<string, string>) => {
  const { status, stderr } = spawnSync(process.execPath, ['lib/server/http/serve.ts'], {
    env: { NODE_ENV: 'production', PATH: process.env['PATH'] ?? '', ...QUICK_START, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stderr };
};

test('wrong settings stop the start, all named at once, each with its fix', () => {
  const { status, stderr } = begin({
    PORT: '99999',
    APP_URL: 'http://app.example.org/path',
    SESSION_SECRET: 'short',
    PASSWORD_MIN_LENGTH: '4',
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/PORT must be at most 65535/);
  expect(stderr).toMatch(/SESSION_SECRET .*secret new/);
  expect(stderr).toMatch(/PASSWORD_MIN_LENGTH must be at least 8/);
});

test('a sample secret, and a public address without a mail server, are refused by name', () => {
  const sample = begin({ SESSION_SECRET: 'please-change-me-please-change-me-now' });
  expect(sample.status).toBe(1);
  expect(sample.stderr).toMatch(/SESSION_SECRET looks like a sample value.*secret new/);
  const silent = begin({ APP_URL: 'https://app.example.org' });
  expect(silent.status).toBe(1);
  expect(silent.stderr).toMatch(/SMTP_URL is needed unless APP_URL is a loopback address/);
});

test('under https there is one __Host- cookie, Secure, the browser is told to stay, and no mailbox', {
  tag: '@long',
}, async () => {
  const before = await startServer();
  const person = await newAccount(before);
  await before.stop();
  const site = await startServer(
    {
      APP_URL: 'https://gate.test',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'gate@gate.test',
    },
    before.folder,
  );
  try {
    const at = `http://127.0.0.1:${site.port}`;
    const behind = {
      'X-Forwarded-Host': 'gate.test',
      'X-Forwarded-For': '10.9.8.7',
      Origin: 'https://gate.test',
    };
    const answer = await sendForm(at, '/sign-in', { ...person, remember: 'on' }, behind);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/dashboard');
    // Only a proxy on this machine reaches the port, though people come from everywhere.
    for (const { address, family, internal } of Object.values(networkInterfaces()).flatMap(
      (l) => l ?? [],
    ))
      if (!internal && family === 'IPv4')
        await expect(fetch(`http://${address}:${site.port}/health/live`)).rejects.toThrow();
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=63072000/);
    const all = answer.headers.getSetCookie();
    for (const one of all)
      expect(one).toMatch(/^__Host-[a-z]+=[^;]+; Path=\/; .*Secure; HttpOnly; SameSite=lax$/i);
    const cookies = all.filter((one) => one.startsWith('__Host-session='));
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^__Host-session=[^;]+; Path=\/; Expires=[^;]+; Max-Age=2592000; Secure; HttpOnly; SameSite=lax$/i,
    );
    const Cookie = `__Host-session=${cookieFrom(answer, '__Host-session')}`;
    const inside = await fetch(`${at}/dashboard`, { headers: { ...behind, Cookie } });
    expect(inside.status).toBe(200);
    expect(await inside.text()).toContain(person.email);
    // The name it has over http opens nothing here.
    const renamed = Cookie.replace('__Host-session', 'session');
    const outside = await fetch(`${at}/dashboard`, {
      headers: { ...behind, Cookie: renamed },
      redirect: 'manual',
    });
    expect(outside.status).toBe(307);
    expect(outside.headers.get('location')).toMatch(/^(https:\/\/gate\.test)?\/sign-in\?next=/);
    const mailbox = await fetch(`${at}/dev/mailbox`, { headers: { ...behind, Cookie } });
    expect(mailbox.status).toBe(404);
  } finally {
    await site.remove();
  }
});

test('the mailbox opens with the link that was printed, then with its cookie, and to nobody else', {
  tag: '@long',
}, async ({ page, server }) => {
  for (const stranger of ['', '?key=', '?key=guessed', `?key=${'A'.repeat(43)}`, '?Key=x&key=y'])
    expect((await page.goto(`/dev/mailbox${stranger}`))?.status(), stranger).toBe(404);
  const link = mailboxLink(server.port);
  const key = new URL(link).searchParams.get('key') as string;
  const opened = await fetch(link, { redirect: 'manual' });
  expect([opened.status, opened.headers.get('location')]).toEqual([303, '/dev/mailbox']);
  expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
  expect(opened.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^mailbox=[\w-]{43}; Path=\/dev\/mailbox; HttpOnly; SameSite=Lax$/),
  ]);
  const sent = await fetch(link, { method: 'POST', headers: { Origin: server.url } });
  expect(sent.status).toBe(404);
  expect((await page.goto(link))?.status()).toBe(200);
  expect(page.url()).toBe(`${server.url}/dev/mailbox`);
  expect(await page.content()).toContain('Captured mail');
  expect(await page.content()).not.toContain(key);
  expect((await page.reload())?.status()).toBe(200);
  const log = server.output().replaceAll(link, '');
  expect(log).not.toContain(key);
  expect(await (await fetch(`${server.url}/metrics`)).text()).not.toContain(key);
});
