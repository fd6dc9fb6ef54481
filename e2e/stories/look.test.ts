import type { Locator, Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { boxOf, contrast, look, pixel, readPng } from '#e2e/support/pixels';
import { giveRole } from '#e2e/support/staff';
import { expect, press, pressAndRead, test } from '#e2e/support/story';

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

test('a person whose system is dark sees the dark from the first frame, without any script', {
  tag: '@long',
}, async ({ page, server }) => {
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
    const lowest = async () => {
      const box = await page.getByRole('button', { name: 'Sign in' }).boundingBox();
      return box!.y + box!.height;
    };
    // Once its letters are there: in those that stand in for them it is higher.
    await expect.poll(lowest, path).toBeLessThanOrEqual(508);
  }
});

test('with forced colours every control keeps a border, and with reduced motion nothing moves', {
  tag: '@long',
}, async ({ page, server }) => {
  await enterNew(page, server);
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  for (const path of PAGES) {
    await page.goto(path);
    const borderless = await page
      .locator('.btn, .input, .auth-card, .card')
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

test('with forced colours the edge of every control is painted, in colours of the system one can tell apart', {
  tag: '@long',
}, async ({ page, server }) => {
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
  for (const control of await page.locator('.btn, .input, .auth-card').all()) {
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

test('the colours somebody chose are there from the first frame on, whatever the system has, without any script', {
  tag: '@long',
}, async ({ page, server }) => {
  for (const [theme, colorScheme, before] of THEMES) {
    await page.context().addCookies([{ name: 'theme', value: theme, url: server.url }]);
    await page.emulateMedia({ colorScheme });
    // Before it, what is as dark or as light: so a flash in between is seen.
    await page.goto(`data:text/html,<body style="background: ${before}">`);
    const frames = await framesOf(page, async () => {
      for (const path of ['/sign-in', '/', '/nowhere', '/sign-up']) await page.goto(path);
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

test('with forced colours what is chosen, where one is, what was told and how much is typed can be seen', {
  tag: '@long',
}, async ({ page, server, isWithScripts }) => {
  const { email } = await enterNew(page, server);
  giveRole(server, email, 'administrator');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce', colorScheme });
    for (const [path, places] of [
      ['/admin/users', '.top'],
      ['/admin/users', '.rail'],
      ['/admin/mail', '.places'],
    ] as const) {
      await page.goto(path);
      await expectMark(page, places);
    }
    await page.goto('/settings/profile');
    for (const which of [':checked', ':not(:checked)'])
      expect(await marksIn(page, page.locator(`[type=radio]${which}`).first()), which)[
        which === ':checked' ? 'toBeGreaterThan' : 'toBeLessThan'
      ](12);
    await pressAndRead(page, 'Save profile', 'saved');
    expect(await edgeOf(page.locator('.notice'))).toMatch(/^[1-9]/);
    await page.goto('/settings/password');
    expect(await marksIn(page, page.locator('[type=checkbox]:checked'))).toBeGreaterThan(12);
    if (isWithScripts) {
      await page.locator('#new-password').pressSequentially('seven c');
      const picture = await look(page);
      const { x, y, width, height } = await boxOf(page.locator('meter'));
      const [full, empty] = [0.2, 0.8].map((at) => pixel(picture, x + width * at, y + height / 2));
      expect(contrast(full!, empty!)).toBeGreaterThanOrEqual(3);
    }
    await press(page, 'Save new password');
    expect(await edgeOf(page.locator('.summary'))).toMatch(/^[1-9]/);
  }
});

/** The place where one is has an edge that can be seen, and the others have none like it. */
async function expectMark(page: Page, places: string) {
  const [here, there] = ['[aria-current]', ':not([aria-current])'].map((which) =>
    page.locator(`${places} a${which}`).first(),
  );
  expect(await edgeOf(here!), places).not.toBe(await edgeOf(there!));
  const picture = await look(page);
  const { x, y, width } = await boxOf(here!);
  const [outside, edge] = [y - 3, y + 1].map((at) => pixel(picture, x + width / 2, at));
  expect(contrast(edge!, outside!), places).toBeGreaterThanOrEqual(3);
}

/** The width and the colour of an element's border, at its top. */
const edgeOf = (element: Locator) =>
  element.evaluate((node) => {
    const { borderTopWidth, borderTopColor } = getComputedStyle(node);
    return `${borderTopWidth} ${borderTopColor}`;
  });

/** How many pixels in the middle of an element stand out from the one in its corner, which is outside its shape. */
async function marksIn(page: Page, element: Locator) {
  await element.scrollIntoViewIfNeeded();
  const picture = await look(page);
  const { x, y, width, height } = await boxOf(element);
  const corner = pixel(picture, x - 2, y - 2);
  let marks = 0;
  for (let across = width / 4; across < (width * 3) / 4; across++)
    for (let down = height / 4; down < (height * 3) / 4; down++)
      if (contrast(pixel(picture, x + across, y + down), corner) >= 3) marks++;
  return marks;
}

test('a plain page has the letters of the others', async ({ page }) => {
  await page.goto('/nowhere');
  const loaded = await page.evaluate(async () => {
    const names = ['--gatehouse-text', '--gatehouse-display'];
    const faces = await Promise.all(names.map((name) => document.fonts.load(`16px "${name}"`)));
    return faces.map((found) => found.map(({ status }) => status));
  });
  expect(loaded).toEqual([['loaded'], ['loaded']]);
  for (const [tag, name] of [
    ['p', '--gatehouse-text'],
    ['h1', '--gatehouse-display'],
  ] as const)
    expect(
      await page
        .locator(`main ${tag}`)
        .first()
        .evaluate((node) => getComputedStyle(node).fontFamily),
    ).toContain(name);
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
