import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '#e2e/support/test';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type RunOptions = Parameters<AxeBuilder['options']>[0];

const ALL: NonNullable<RunOptions['runOnly']> = { type: 'tag', values: TAGS };
const COLOURS = 'color-contrast';
/** What depends on how much room there is. */
const OF_SIZE = ['target-size', 'scrollable-region-focusable', 'region', 'heading-order', 'bypass'];
/** Colours do not change with the width, and nothing but colours with the scheme: each is looked at once. */
const LOOKS: [scheme: 'light' | 'dark', width: number, RunOptions][] = [
  ['light', 1280, { runOnly: ALL, rules: { 'target-size': { enabled: true } } }],
  ['light', 320, { runOnly: { type: 'rule', values: OF_SIZE } }],
  ['dark', 1280, { runOnly: { type: 'rule', values: [COLOURS] } }],
];

/**
 * Fails when the page as it stands breaks a rule of WCAG 2.2 AA that a machine can check, light or dark, at
 * 1280 or 320 px; when anything is too small to read or hit; when it scrolls sideways, also with letters
 * of twice the size; or when its frame (one heading, one main part, the skip link first) is not there.
 */
export async function auditPage(page: Page, language = 'en') {
  await page.evaluate(() => document.fonts.ready);
  await injectAxe(page);
  for (const [colorScheme, width, rules] of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    const axe = new AxeBuilder({ page, axeSource: ';' }).setLegacyMode();
    const { violations } = await axe.options({ resultTypes: ['violations'], ...rules }).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
    expect(found, `${colorScheme}, ${width} px`).toEqual([]);
    expect(await tooSmall(page), `${width} px`).toEqual([]);
    expect(await overhang(page), `${width} px`).toBe(0);
  }
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  for (const width of [1280, 640, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await overhang(page), `${width} px, letters of twice the size`).toBe(0);
  }
  await checkFrame(page, language);
}

/** Puts axe into the page once, by the protocol itself: half a second less for each page than by evaluating a text. */
async function injectAxe(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const { exceptionDetails } = await cdp.send('Runtime.evaluate', { expression: AXE });
  expect(exceptionDetails).toBeUndefined();
  await cdp.detach();
}

/** By how many pixels the page is wider than its window. */
const overhang = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

/** Text under 14 px, inputs with text under 16 px, targets under 24 px, main buttons under 44 px. */
const tooSmall = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const note = (isBad: boolean, element: Element, what: string) => {
      if (isBad) found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
    };
    const all = [...document.querySelectorAll<HTMLElement>('body *:not(script, style)')];
    const shown = all.filter((element) => element.checkVisibility() && !element.closest('.sr'));
    for (const element of shown) {
      const style = getComputedStyle(element);
      const size = Number.parseFloat(style.fontSize);
      const { width, height } = element.getBoundingClientRect();
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      note(hasText && size < 14, element, 'small text');
      note(element.matches('input') && size < 16, element, 'small input');
      const isTarget = element.matches('a, button, input') && style.display !== 'inline';
      note(isTarget && Math.min(width, height) < 24, element, 'small target');
      note(element.matches('.btn') && height < 44, element, 'small button');
    }
    return found;
  });

async function checkFrame(page: Page, language: string) {
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('main')).toHaveCount(1);
  await expect(page.locator(`html[lang=${language}][dir=${direction}]`)).toHaveCount(1);
  const heading = String(await page.locator('h1').textContent())
    .replace(/\s+/g, ' ')
    .trim();
  const title = await page.title();
  expect(title.replace(/^(Error|Done|Note): /, ''), title).toMatch(
    new RegExp(`^${escaped(heading)}( · |$)`),
  );
  expect(title).toMatch(/ · Gatehouse$/);
  const first = page.locator('a, button, input:not([type=hidden])').first();
  await expect(first).toHaveClass('skip');
  await expect(page.locator(`main${await first.getAttribute('href')}`)).toHaveCount(1);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
