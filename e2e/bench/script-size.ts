import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { type Finding, short } from '#e2e/bench/finding';
import { startBareServer, startOurs } from '#e2e/bench/servers';
import { findBrowser } from '../../scripts/browser.mjs';

/** The JavaScript a browser really loads for the sign-in page, against that of a bare page. */
export async function scriptSize(): Promise<Finding[]> {
  const [ours, bare] = [await startOurs(), await startBareServer()];
  const signIn = await kilobytes(`${ours.url}/sign-in`);
  const plain = await kilobytes(`${bare.url}/dashboard`);
  const more = signIn - plain;
  return [
    {
      what: 'client JavaScript of the sign-in page',
      against: 'a bare Next page',
      value: more,
      spread: [more, more],
      unit: 'KB more, gzip',
      detail: `${short(signIn)} KB against ${short(plain)} KB`,
      atMost: 8,
      aim: 3,
    },
  ];
}

async function kilobytes(url: string): Promise<number> {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no browser to load the page with.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).byteLength);
  await browser.close();
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
