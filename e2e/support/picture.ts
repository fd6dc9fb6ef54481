// npm run picture: starts the built server on a database of its own, lives in it a little, and takes the picture of
// the dashboard that README.md shows. The picture carries what is written on it, so that a story notices when it is old.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { CHROMIUM } from '#e2e/support/chromium';
import { latestCode } from '#e2e/support/mailbox';
import { withText } from '#e2e/support/png-text';
import { change } from '#e2e/support/rows';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { withoutStreams } from '#e2e/support/session-stream';

export const PICTURE = 'docs/screenshot.png';
export const SHOWS = 'Shows';
const MOST_BYTES = 200_000;

export const ADA = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  password: 'eleven quiet lanterns drift',
};

const LAPTOP =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

/** The browser of a person, in one place, in light colours. */
async function browserOf(
  browser: Browser,
  server: TestServer,
  userAgent: string,
  address: string,
): Promise<Page> {
  const options: BrowserContextOptions = {
    baseURL: server.url,
    userAgent,
    extraHTTPHeaders: { 'X-Forwarded-For': address },
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    timezoneId: 'Europe/London',
  };
  return (await browser.newContext(options)).newPage();
}

/** A person with a laptop and a phone, two notes, and a wrong password behind her; answers the page on her laptop. */
export async function liveALittle(browser: Browser, server: TestServer): Promise<Page> {
  const laptop = await browserOf(browser, server, LAPTOP, '198.51.100.23');
  await laptop.goto('/sign-up');
  await fill(laptop, { name: ADA.name, email: ADA.email, password: ADA.password });
  await laptop.getByRole('button', { name: 'Create account' }).click();
  await laptop.waitForURL('**/sign-up/verify');
  await fill(laptop, { code: await latestCode(server.port, ADA.email) });
  await laptop.getByRole('button', { name: 'Verify' }).click();
  await laptop.waitForURL('**/dashboard');

  const phone = await browserOf(browser, server, PHONE, '203.0.113.80');
  await phone.goto('/sign-in');
  await signIn(phone, 'eleven quiet lanterns');
  await phone.locator('.summary').waitFor();
  await signIn(phone, ADA.password);
  await phone.waitForURL('**/dashboard');

  await write(laptop, 'Shopping', 'Bread, tea, punch cards.');
  await write(laptop, 'Notes on the Analytical Engine', 'It weaves algebraic patterns.');
  await laptop.goto(`${laptop.url()}/sharing`);
  await fill(laptop, { email: 'charles@example.com' });
  await laptop.getByRole('button', { name: 'Share', exact: true }).click();
  await laptop.locator('.notice').waitFor();
  spread(server);
  return laptop;
}

async function fill(page: Page, typed: Record<string, string>) {
  for (const [name, value] of Object.entries(typed))
    await page.locator(`[name=${name}]:not([type=hidden])`).first().fill(value);
}

async function signIn(page: Page, password: string) {
  await fill(page, { email: ADA.email, password });
  await page.getByLabel('Keep me signed in').check();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function write(page: Page, title: string, text: string) {
  await page.goto('/notes/new');
  await fill(page, { title, text });
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/notes\/[0-9a-f-]{36}$/);
}

/** What took seconds is spread over three days. The log of a real server cannot be changed: this one is thrown away. */
function spread(server: TestServer) {
  const HOUR = 3_600_000;
  change(server, 'drop trigger audit_events_fixed');
  change(
    server,
    'update audit_events set at = at - ? * ((select seq from audit_head) - seq)',
    8 * HOUR,
  );
  change(
    server,
    'update sessions set last_seen_at = last_seen_at - ? where is_persistent',
    5 * HOUR,
  );
}

/** What is written on the page that is open, without its times and its port, as a hash. */
export async function contentOf(page: Page): Promise<string> {
  const lines = await page.evaluate(() => {
    for (const time of document.querySelectorAll('time')) time.textContent = 'then';
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen, not what is there
    return document.body.innerText.split('\n');
  });
  const text = lines.map((line) => line.trim()).filter(Boolean);
  const told = text.join('\n').replaceAll(new URL(page.url()).host, 'this site');
  return createHash('sha256').update(told).digest('hex');
}

async function take() {
  const server = await startServer(LIGHT);
  const browser = await chromium.launch(CHROMIUM);
  try {
    const page = await liveALittle(browser, server);
    await withoutStreams(page);
    await page.goto('/dashboard', { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    const picture = await page.screenshot({ caret: 'hide', scale: 'css' });
    if (picture.byteLength > MOST_BYTES)
      throw new Error(`The picture has ${picture.byteLength} bytes, more than ${MOST_BYTES}.`);
    writeFileSync(PICTURE, withText(picture, SHOWS, await contentOf(page)));
  } finally {
    await browser.close();
    await server.remove();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await take();
