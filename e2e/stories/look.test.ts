import { enterNew } from '#e2e/support/account';
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

const lightness = (page: import('@playwright/test').Page) =>
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
  }
});
