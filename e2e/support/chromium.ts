import { findBrowser, findShell } from '../../scripts/browser.mjs';

/** The browser that tests and the proof look through; it talks to nobody but the page it shows. */
export const CHROMIUM = {
  executablePath: findShell() ?? (await findBrowser()) ?? '',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // A tenth less work: the pages of one browser context share a process.
    '--renderer-process-limit=1',
  ],
};
