import { expect, test } from 'vitest';
import { countSessions } from '#lib/session/list';

const BROWSER = { clientName: null, tokenName: null, siteId: null };
const APP = { clientName: 'Notes on a phone', tokenName: null, siteId: null };
const TOKEN = { clientName: null, tokenName: 'Nightly backup', siteId: null };
const SITE = { clientName: 'Shop', tokenName: null, siteId: 'shop' };
const BLOG = { clientName: 'Blog', tokenName: null, siteId: 'blog' };

test.each([
  ['nothing', [], 0, 0],
  ['browsers', [BROWSER, BROWSER], 2, 0],
  ['an app, which is in a hand', [BROWSER, APP], 2, 1],
  ['a token, which is on no device', [BROWSER, TOKEN], 1, 1],
  ['one site from many browsers', [BROWSER, SITE, SITE, SITE], 2, 1],
  ['two sites', [BROWSER, SITE, BLOG, SITE, BLOG], 3, 2],
  ['all of them', [BROWSER, BROWSER, APP, TOKEN, TOKEN, SITE, SITE], 4, 4],
])('devices and apps are counted once: %s', (_, listed, devices, apps) => {
  expect(countSessions(listed.map((one) => ({ ...one })))).toEqual({ devices, apps });
});
