import { expect, test } from 'vitest';
import { PROTECTIONS, passOf, type Standing } from '#lib/accounts/pass';

/** Somebody who only has a mailbox, on a site that offers all. */
const BARE: Standing = {
  hasPassword: false,
  passkeys: 0,
  connections: 0,
  hasSecondStep: false,
  hasApp: false,
  codesLeft: 0,
  fewCodes: 3,
  newBrowsers: 0,
  newApps: 0,
  offersPassword: true,
  offersPasskey: true,
};
const PASSWORD: Partial<Standing> = { hasPassword: true };
const PASSKEY: Partial<Standing> = { passkeys: 1, hasSecondStep: true };
const APP: Partial<Standing> = { hasPassword: true, hasSecondStep: true, hasApp: true };

/** Of each state: what is punched (or what stands for it), how many are, what is next, and where that leads. */
test.each([
  ['nothing but a mailbox', {}, 'noWay noSecond noCodes noNews', 1, 'way', '/settings/passkeys'],
  ['the same where no passkeys are offered', { offersPasskey: false }, 'noWay noSecond noCodes noNews', 1, 'way', '/settings/password'],
  ['the same where nothing is offered', { offersPasskey: false, offersPassword: false }, 'noWay noSecond noCodes noNews', 1, 'way', '/settings/passkeys'],
  ['a password', PASSWORD, 'password noSecond noCodes noNews', 2, 'second', '/settings/authenticator'],
  ['an account elsewhere', { connections: 1 }, 'connection noSecond noCodes noNews', 2, 'second', '/settings/authenticator'],
  ['a passkey, which is two steps in one', PASSKEY, 'passkey second noCodes noNews', 3, 'codes', '/settings/recovery-codes'],
  ['a passkey and a password', { ...PASSKEY, ...PASSWORD }, 'passkey second noCodes noNews', 3, 'codes', '/settings/recovery-codes'],
  ['an app', APP, 'password second noCodes noNews', 3, 'codes', '/settings/recovery-codes'],
  ['an app, and few codes left', { ...APP, codesLeft: 3 }, 'password second fewCodes noNews', 3, 'codes', '/settings/recovery-codes'],
  ['an app, and one code more', { ...APP, codesLeft: 4 }, 'password second codes noNews', 4, undefined, undefined],
  ['codes, and no second step', { ...PASSWORD, codesLeft: 10 }, 'password noSecond codes noNews', 3, 'second', '/settings/authenticator'],
  ['all, and a new browser', { ...APP, codesLeft: 10, newBrowsers: 1 }, 'password second codes news', 3, 'news', '/settings/sessions'],
  ['all, and a new browser and an app', { ...APP, codesLeft: 10, newBrowsers: 1, newApps: 1 }, 'password second codes news', 3, 'news', '/settings/sessions'],
  ['all, and a new app', { ...APP, codesLeft: 10, newApps: 2 }, 'password second codes news', 3, 'news', '/settings/apps'],
  ['all', { ...APP, ...PASSKEY, codesLeft: 10 }, 'passkey second codes noNews', 4, undefined, undefined],
] as [string, Partial<Standing>, string, number, string | undefined, string | undefined][])('the pass of somebody with %s', (_, has, says, done, next, to) => {
  const pass = passOf({ ...BARE, ...has });
  expect(pass.punches.map((punch) => punch.says).join(' ')).toBe(says);
  expect([pass.done, pass.next?.of, pass.next?.to]).toEqual([done, next, to]);
  expect(pass.punches.map((punch) => punch.of)).toEqual([...PROTECTIONS]);
}); // biome-ignore format: a table

test('where a punch leads is where what it has is kept', () => {
  const tos = (has: Partial<Standing>) => passOf({ ...BARE, ...has }).punches.map(({ to }) => to);
  expect(tos(PASSWORD)[0]).toBe('/settings/password');
  expect(tos({ connections: 1 })[0]).toBe('/settings/connections');
  expect(tos(PASSKEY).slice(0, 2)).toEqual(['/settings/passkeys', '/settings/passkeys']);
  expect(tos(APP)[1]).toBe('/settings/authenticator');
});
