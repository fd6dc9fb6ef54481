import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { setResponse } from '#lib/request/context';
import { errorPage, errorText } from '#lib/server/http/error-page';
import { requestHandler } from '#lib/server/http/handler';
import { OURS, open, page } from '#lib/server/http/handler.test-support';
import { changeSettings } from '#lib/testing/database.test-support';

const NO_THEME = '<html lang="en" dir="ltr"><head>';
const WITH_WORDS = [400, 403, 404, 405, 408, 409, 410, 413, 414, 415, 421, 429, 431, 500, 503];

test('each status that is sent has words of its own', () => {
  const said = WITH_WORDS.map(errorText);
  expect(new Set(said).size).toBe(WITH_WORDS.length);
});

test('no status of a sender’s doing says that it was ours, also one that nobody thought of', () => {
  for (let status = 400; status < 600; status++) {
    const isOurs = /our side/.test(errorText(status));
    expect([status, isOurs]).toEqual([status, status >= 500 && status !== 503]);
  }
});

test.each([
  [1, '1 second'],
  [30, '30 seconds'],
  [90, '2 minutes'],
  [3582, '60 minutes'],
  [86_400, '24 hours'],
])(
  'who asked too often reads when to come back: after %i seconds, in %s',
  async (retryAfter, says) => {
    const ask = await open(async (asked, response) => {
      setResponse({ isThrottled: true, retryAfter });
      await page(asked, response);
    });
    const { text } = await ask({ method: 'POST', headers: OURS });
    expect(text).toContain('This was too often');
    expect(text).toContain(`Try again in ${says}.`);
    expect(text).not.toContain('our side');
  },
);

test('a plain page keeps the colours and leads a person with a session to the dashboard', async () => {
  const ask = await open(async (_, response) => {
    response.writeHead(404, { 'Content-Type': 'text/html' }).end();
  });
  const at = async (cookie: string) => (await ask({ path: '/nowhere', headers: { cookie } })).text;
  expect(await at('theme=light')).toContain('<html lang="en" dir="ltr" data-theme="light">');
  expect(await at('a=b; __Host-theme=dark; c=d')).toContain('data-theme="dark"');
  expect(await at('theme="><script>')).toContain(NO_THEME);
  expect(await at('mytheme=dark')).toContain(NO_THEME);
  expect(await at('session=x')).toContain('<a class="btn btn-quiet" href="/dashboard">');
  expect(await at('a=b')).toContain('<a class="btn btn-quiet" href="/">');
  expect(errorPage(500, 'n', 'r', { isSignedIn: true })).toContain('href="/dashboard"');
});

test.each([
  ['text/plain', 'text/plain; charset=utf-8'],
  ['text/html', 'text/html; charset=utf-8'],
  ['text/css', 'text/css; charset=utf-8'],
  ['text/x-component', 'text/x-component; charset=utf-8'],
  ['image/svg+xml', 'image/svg+xml; charset=utf-8'],
  ['application/atom+xml', 'application/atom+xml; charset=utf-8'],
  ['application/javascript', 'application/javascript; charset=utf-8'],
  ['application/javascript; charset=UTF-8', 'application/javascript; charset=UTF-8'],
  ['text/html; charset=utf-8', 'text/html; charset=utf-8'],
  ['text/plain; version=0.0.4', 'text/plain; version=0.0.4; charset=utf-8'],
  ['application/json', 'application/json'],
  ['font/woff2', 'font/woff2'],
  ['image/png', 'image/png'],
])('what is sent as %s goes out as %s', async (type, sent) => {
  const ask = await open(async (_, response) => {
    response.setHeader('Content-Type', type);
    response.end('x');
  });
  expect((await ask()).headers['content-type']).toBe(sent);
});

test('a redirect says what its words are, and text for a form stays as Next knows it', async () => {
  const ask = await open(async (_, response) => {
    response.writeHead(307, { Location: '/sign-in' }).end('/sign-in');
  });
  expect((await ask()).headers['content-type']).toBe('text/plain; charset=utf-8');
  const refused = await open(async () => {
    throw new Error('x');
  });
  const action = { method: 'POST', headers: { ...OURS, 'next-action': 'abc' } };
  expect((await refused(action)).headers['content-type']).toBe('text/plain');
  expect((await refused({ headers: { rsc: '1' } })).headers['content-type']).toBe(
    'text/plain; charset=utf-8',
  );
});

test.each([
  ['a form from elsewhere', '/sign-in', 403],
  ['what a browser says to an endpoint for programs', '/oauth/token', 403],
  ['what is not there', '/_error', 404],
] as const)(
  'Node’s fetch reads the refusal of %s: its small body is read first',
  async (_, path, status) => {
    let door: RequestListener = () => {};
    let arrived = 0;
    const server = createServer((request, response) => {
      request.once('end', () => {
        arrived++;
      });
      door(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    changeSettings({ APP_URL: url });
    door = requestHandler(page, { isDevelopment: false });
    const origin = status === 404 ? url : 'http://evil.test';
    for (const size of [1, 10_000, 64_000]) {
      const sent = { method: 'POST', body: 'x'.repeat(size), headers: { origin } };
      expect([size, (await fetch(url + path, sent)).status]).toEqual([size, status]);
    }
    expect(arrived).toBe(3);
  },
);
