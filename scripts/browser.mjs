// Finds a browser for the tests, and on Debian as root installs one: CHROMIUM_PATH, one on the PATH,
// Playwright's own download, the package chromium.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findOnPath, installPackage, isProgram } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Where a browser is, or null. */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isProgram(given) ? given : null;
  const found = findOnPath(NAMES);
  if (found) return found;
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** The same engine without the window around the page, for a fifth less work; null where there is none. */
export const findShell = () =>
  process.env.CHROMIUM_PATH ? null : findOnPath(['chromium-headless-shell']);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.env.CHROMIUM_PATH) {
    if (!(await findBrowser())) installPackage('chromium');
    if (!findShell()) installPackage('chromium-headless-shell');
  }
  if (!(await findBrowser())) {
    process.stderr.write(
      '\nThe tests need a browser: set CHROMIUM_PATH to a Chromium or Chrome, or put one on the PATH.\n',
    );
    process.exit(1);
  }
}
