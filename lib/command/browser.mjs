// Finds a browser for the tests, and on Debian as root installs one: CHROMIUM_PATH, one on the PATH,
// Playwright's own download, the package of Debian.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findOnPath, installPackage, isProgram } from './debian.mjs';

/** Chromium without the window around the page: the same engine for a fifth less work, so it is looked for first. */
const SHELL = 'chromium-headless-shell';
const WITH_WINDOW = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

/** Where a browser is, or null. */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isProgram(given) ? given : null;
  const found = findOnPath([SHELL, ...WITH_WINDOW]);
  if (found) return found;
  const { chromium } = await import('playwright');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.env.CHROMIUM_PATH) {
    if (!findOnPath([SHELL])) installPackage(SHELL);
    if (!(await findBrowser())) installPackage('chromium');
  }
  if (!(await findBrowser())) {
    process.stderr.write(
      '\nThe tests need a browser: set CHROMIUM_PATH to a Chromium or Chrome, or put one on the PATH.\n',
    );
    process.exit(1);
  }
}
