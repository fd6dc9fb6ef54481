import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { boxOf, contrast, look, pixel, readPng } from '#e2e/support/pixels';
import { expect, test } from '#e2e/support/story';

const PAGES = [
  '/',
  '/sign-in',
  '/sign-up',
  '/nowhere',
  '/_next/image?url=x',
  '/dashboard',
  '/settings/sessions',
];

const lightness = (page: Page) =>
  page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    if (!canvas) throw new Error('no canvas');
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return alpha === 255 ? (red + green + blue) / 3 : Number.NaN;
  });

test('who has the system in the dark sees the dark from the first frame, without any script', async ({
  page,
  server,
}) => {
  await enterNew(page, server);
  for (const path of PAGES) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(path);
    expect(await lightness(page), path).toBeLessThan(60);
    await expect(page.locator('meta[name=color-scheme]'), path).toHaveAttribute(
      'content',
      'light dark',
    );
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await lightness(page), path).toBeGreaterThan(200);
  }
});

test('on a phone the button to sign in stays above the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/sign-in', '/sign-in?next=%2Fsettings%2Fsessions']) {
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready);
    const box = await page.getByRole('button', { name: 'Sign in' }).boundingBox();
    expect(box!.y + box!.height, path).toBeLessThanOrEqual(508);
  }
});

test('with forced colours every control keeps a border, and with reduced motion nothing moves', async ({
  page,
  server,
}) => {
  await enterNew(page, server);
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  for (const path of PAGES) {
    await page.goto(path);
    const borderless = await page
      .locator('.btn, .input, .pass, .card')
      .evaluateAll((all) =>
        all
          .filter((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth) < 1)
          .map((element) => element.outerHTML.slice(0, 100)),
      );
    expect(borderless, path).toEqual([]);
    const moving = await page.locator('body, body *').evaluateAll(
      (all) =>
        all.filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
        }).length,
    );
    expect(moving, path).toBe(0);
    expect(await page.evaluate(() => document.getAnimations().length), path).toBe(0);
    const [one, other] = [await look(page), await look(page)];
    expect(Buffer.compare(one.bytes, other.bytes), path).toBe(0);
  }
});

test('with forced colours the edge of every control is painted, in colours of the system one can tell apart', async ({
  page,
  server,
}) => {
  await enterNew(page, server);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce', colorScheme });
    for (const path of PAGES) {
      await page.goto(path);
      await expectEdges(page, path);
    }
  }
});

async function expectEdges(page: Page, path: string) {
  const picture = await look(page);
  const palette = await systemColours(page);
  let seen = 0;
  for (const control of await page.locator('.btn, .input, .pass').all()) {
    const box = await boxOf(control);
    if (box.y < 4 || box.y + box.height > picture.height - 4) continue;
    const middle = box.x + box.width / 2;
    const outside = pixel(picture, middle, box.y - 3);
    expect(palette, path).toContainEqual(outside);
    const edge = [0, 1, 2].map((depth) => pixel(picture, middle, Math.round(box.y) + depth));
    const clearest = Math.max(...edge.map((colour) => contrast(colour, outside)));
    expect(clearest, `${path} ${await control.textContent()}`).toBeGreaterThanOrEqual(3);
    seen++;
  }
  expect(seen, path).toBeGreaterThan(0);
}

const THEMES = [
  ['dark', 'light', 'rgb(17 17 17)'],
  ['light', 'dark', 'white'],
] as const;

test('the colours somebody chose are there from the first frame on, whatever the system has, without any script', async ({
  page,
  server,
}) => {
  for (const [theme, colorScheme, before] of THEMES) {
    await page.context().addCookies([{ name: 'theme', value: theme, url: server.url }]);
    await page.emulateMedia({ colorScheme });
    // Before it, what is as dark or as light: so a flash in between is seen.
    await page.goto(`data:text/html,<body style="background: ${before}">`);
    const frames = await framesOf(page, async () => {
      for (const path of ['/sign-in', '/', '/sign-up']) await page.goto(path);
    });
    expect(frames.length).toBeGreaterThan(1);
    const corners = frames.flatMap((frame) =>
      [0.02, 0.98].map((at) => brightness(pixel(frame, frame.width * at, frame.height * at))),
    );
    if (theme === 'dark') expect(Math.max(...corners)).toBeLessThan(60);
    else expect(Math.min(...corners)).toBeGreaterThan(200);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  }
});

const brightness = (colour: number[]) => colour.reduce((sum, channel) => sum + channel, 0) / 3;

/** Every frame that is put on the screen while something is done. */
async function framesOf(page: Page, act: () => Promise<void>) {
  const session = await page.context().newCDPSession(page);
  const frames: ReturnType<typeof readPng>[] = [];
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(readPng(Buffer.from(data, 'base64')));
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  await act();
  await page.screenshot();
  await session.send('Page.stopScreencast');
  await session.detach();
  return frames;
}

/** What the system's own colours look like, as the page paints them. */
const systemColours = (page: Page) =>
  page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    if (!canvas) throw new Error('no canvas');
    const probe = document.body.appendChild(document.createElement('i'));
    const found = ['Canvas', 'ButtonFace', 'Field'].map((name) => {
      probe.style.backgroundColor = name;
      canvas.fillStyle = getComputedStyle(probe).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    });
    probe.remove();
    return found;
  });
