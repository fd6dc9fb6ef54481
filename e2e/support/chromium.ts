import { findBrowser } from '../../lib/command/browser.mjs';

/**
 * What a window is given besides its page: another renderer for the list below the address bar, and one in reserve.
 * Both are started anew for each test, and cost as much processor time as a short test does.
 */
const BESIDE_THE_PAGE = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
];

/** What Playwright switches off where it names no features of its own: the last list that is named counts. */
const BY_PLAYWRIGHT = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** The browser that tests and the proof look through; it talks to nobody but the page it shows. */
export const CHROMIUM = {
  executablePath: (await findBrowser()) ?? '',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${[...BY_PLAYWRIGHT, ...BESIDE_THE_PAGE].join(',')}`,
  ],
};
