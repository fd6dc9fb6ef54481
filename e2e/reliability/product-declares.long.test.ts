import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { buildChanged } from '#e2e/support/second-build';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';

const linesFor = (site: string) => `[
  { path: '/try-files', files: { types: ['image/png', 'text/plain'], each: '32 MB', most: 2 } },
  { path: '/try-hook', webhook: true },
  { path: '/try-feed', cors: { origins: ['${site}'] } },`;

const ADDED = {
  'app/try/page.tsx': `import Script from 'next/script';
import { nonce } from '#lib/request/nonce';
import { PostForm } from '#ui/post-form';

export default function TryPage() {
  return (
    <main>
      <div id="styled" style={{ width: '137px' }} />
      <script nonce={nonce()} src="https://stats.elsewhere.test/own.js" defer />
      <Script src="https://stats.elsewhere.test/next.js" />
      <iframe title="pay" src="https://pay.elsewhere.test/" />
      <PostForm action="/try-files" isUpload says="Upload" whilePending="Uploading">
        <input type="text" name="title" />
        <input type="file" name="file" multiple />
      </PostForm>
    </main>
  );
}
`,
  'app/try-files/route.ts': `import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { receiveFiles } from '#lib/request/receive-files';
import { refuseFiles } from '#lib/request/refuse-files';

export async function POST(request: Request) {
  const received = await receiveFiles(request, async ({ files, fields }) => ({
    title: fields.get('title'),
    files: files.map(({ name, type, path }) => [
      name,
      type,
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  }));
  return received.ok ? Response.json(received.value) : refuseFiles(received.reason, ['/try', 'Back']);
}
`,
  'app/try-hook/route.ts': `import { cookies } from 'next/headers';

export async function POST(request: Request) {
  const body = await request.text();
  return Response.json({ body, cookies: (await cookies()).getAll().length });
}
`,
  'app/try-feed/route.ts': 'export const GET = () => Response.json({ feed: 1 });\n',
  'public/logo.txt': 'a logo',
};

const POLICY = `{
  connect: ['https://stats.elsewhere.test'],
  frame: ['https://pay.elsewhere.test'],
  styleAttributes: true,
};`;

let built: ReturnType<typeof buildChanged>;
let server: TestServer;
/** A site of somebody else on this machine. */
const site = createServer((_, response) => response.end('<p>a page</p>'));
let port = 0;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  await once(site.listen(0, '127.0.0.1'), 'listening');
  port = (site.address() as AddressInfo).port;
  const lines = linesFor(`http://localhost:${port}`);
  built = buildChanged(
    [
      ['lib/product/routes.ts', 'readonly Route[] = [', `readonly Route[] = ${lines}`],
      ['lib/product/policy.ts', 'PolicyAdditions = {};', `PolicyAdditions = ${POLICY}`],
    ],
    [],
    ADDED,
  );
  server = await startServer(LIGHT, undefined, built.home);
});
test.afterAll(async () => {
  await server?.remove();
  built?.remove();
  site.closeAllConnections();
  site.close();
});

test('a page loads what the policy names, and sends files that arrive whole', async ({ page }) => {
  await page.context().route(/elsewhere\.test/, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({
          contentType: 'text/javascript',
          body: "(window.ran ??= []).push(1); fetch('https://stats.elsewhere.test/').then(() => (window.told = true));",
        })
      : route.fulfill({
          contentType: 'text/html',
          headers: { 'Access-Control-Allow-Origin': '*' },
          body: '<p>pay here</p>',
        }),
  );
  await page.goto(`${server.url}/try`);
  const seen = () => page.evaluate(() => [Reflect.get(window, 'ran'), Reflect.get(window, 'told')]);
  await expect.poll(seen).toEqual([[1, 1], true]);
  await expect(page.frameLocator('iframe').getByText('pay here')).toBeVisible();
  expect(await page.locator('#styled').evaluate((box) => getComputedStyle(box).width)).toBe(
    '137px',
  );
  const picture = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    Buffer.alloc(20_000_000, 7),
  ]);
  await page.fill('[name=title]', 'Plans ü');
  await page.setInputFiles('[name=file]', [
    { name: 'big.png', mimeType: 'image/png', buffer: picture },
    { name: 'b.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
  ]);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect.poll(() => page.url()).toContain('/try-files');
  const sha = (data: Buffer) => createHash('sha256').update(data).digest('hex');
  expect(JSON.parse((await page.textContent('body')) ?? '')).toEqual({
    title: 'Plans ü',
    files: [
      ['big.png', 'image/png', sha(picture)],
      ['b.txt', 'text/plain', sha(Buffer.from('hello'))],
    ],
  });
  await page.goto(`${server.url}/try`);
  await page.setInputFiles('[name=file]', {
    name: 'a.png',
    mimeType: 'image/png',
    buffer: Buffer.from([1]),
  });
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('heading', { name: 'The file was not taken' })).toBeVisible();
});

test('nothing of it counts where passwords are typed', async () => {
  const policyAt = async (path: string) =>
    String((await fetch(server.url + path)).headers.get('content-security-policy'));
  expect(await policyAt('/try')).toContain('https://stats.elsewhere.test');
  for (const path of ['/sign-in', '/sign-up', '/forgot-password'])
    expect(await policyAt(path)).not.toMatch(/elsewhere|style-src-attr/);
});

test('a webhook gets what was sent and no cookie, a page of the named origin the feed, a file of public is kept', async ({
  page,
}) => {
  const body = '{ "a":  1 }';
  const headers = { cookie: 'session=x; theme=dark' };
  const told = await fetch(`${server.url}/try-hook`, { method: 'POST', headers, body });
  expect(await told.json()).toEqual({ body, cookies: 0 });
  await page.goto(`http://localhost:${port}`);
  const ask = () =>
    page.evaluate(
      (url) =>
        fetch(url, { headers: { authorization: 'Bearer x' } }).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
      `${server.url}/try-feed`,
    );
  expect(await ask()).toBe('{"feed":1}');
  await page.goto(`http://127.0.0.1:${port}`);
  expect(await ask()).toBe('refused');
  const logo = await fetch(`${server.url}/logo.txt`);
  expect([logo.status, logo.headers.get('cache-control')]).toEqual([200, 'public, max-age=3600']);
});
