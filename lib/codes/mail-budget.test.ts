import { beforeEach, expect, test } from 'vitest';
import { type MailRequest, mailboxOf, takeMail, waitForMail } from '#lib/codes/mail-budget';
import { emptyTables, from, setClock } from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

const EMAIL = 'ada@example.com';
const HERS = '192.0.2.7';

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

type Ask = Partial<MailRequest> & { at?: string };
const asking = ({ at: _, ...more }: Ask): MailRequest => ({ purpose: 'reset', email: EMAIL, browser: null, ...more }); // biome-ignore format: one line
const ask = async (more: Ask = {}) =>
  (await from(more.at ?? HERS, () => takeMail(asking(more)))) === null;
const waits = (more: Ask = {}) => from(more.at ?? HERS, () => waitForMail(asking(more)));

/** A stranger asks for all they can get, from so many networks, for so many hours. */
async function spend(
  networks: number,
  hours: number,
  more: Ask = {},
  address = (nth: number) => `198.51.100.${nth}`,
) {
  let mails = 0;
  for (let minute = 0; minute < hours * 60; minute += 2) {
    setClock(START + minute * MINUTE);
    const at = address((minute / 2) % networks);
    if (await ask({ ...more, at })) mails++;
  }
  return mails;
}

test.each([
  ['resets for the address', { purpose: 'reset' as const }],
  ['sign-ups with the address', { purpose: 'sign-up' as const }],
  ['changes to the address', { purpose: 'change-email' as const }],
  ['resets for another spelling of it', { email: 'a.d.a+reset@example.com' }],
])(
  'a day of %s from one network leaves its owner a code, in a known browser and in another',
  async (_, of) => {
    await spend(1, 24, of);
    expect(await ask({ browser: 'hers' })).toBe(true);
    expect(await ask()).toBe(true);
  },
);

test('an attacker with nine networks closes nothing, whenever the owner asks', async () => {
  for (const hour of [1, 2, 3, 5, 9, 15, 20, 24]) {
    await emptyTables();
    await spend(9, hour);
    expect(await ask(), `after ${hour} hours`).toBe(true);
    expect(await ask({ browser: 'hers' })).toBe(true);
  }
});

test('an attacker with all networks of an IPv6 line closes nothing: they are one', async () => {
  const mails = await spend(65_536, 24, {}, (nth) => `2001:db8:7:${nth.toString(16)}::1`);
  expect(mails).toBe(12);
  expect(await ask()).toBe(true);
  expect(await ask({ at: '2001:db8:8::1' })).toBe(true);
});

test.each([
  ['one network', 1, 12],
  ['two hundred networks', 200, 30],
])('a mailbox gets few resets a day from %s', async (_, networks, most) => {
  expect(await spend(networks, 24)).toBe(most);
});

test('other spellings of one mailbox have no budget of their own', async () => {
  expect(await ask({ email: 'ada@example.com' })).toBe(true);
  for (const email of ['a.da@example.com', 'ada+1@example.com', 'a.d.a+x+y@example.com'])
    expect(await ask({ email })).toBe(false);
  expect(await ask({ email: 'ada@other.example.com' })).toBe(true);
  expect(mailboxOf('a.b+c@x.test')).toBe('ab@x.test');
});

test('a known browser has three an hour and ten a day of its own, a minute apart', async () => {
  const browser = 'hers';
  expect(await ask({ browser })).toBe(true);
  expect(await ask({ browser })).toBe(false);
  expect(await waits({ browser })).toBe(60);
  expect(await ask({ browser: 'another' })).toBe(true);
});

test('the reserve does not open for two requests in a minute', async () => {
  expect(await ask()).toBe(true);
  expect(await ask()).toBe(false);
  expect(await ask({ at: '198.51.100.1' })).toBe(false);
  expect(await waits()).toBe(60);
});

test('what the page says of waiting is what happens', async () => {
  await spend(1, 24);
  expect(await waits()).toBe(0);
  expect(await ask()).toBe(true);
  const wait = await waits();
  expect(wait).toBeGreaterThan(60);
  expect(wait).toBeLessThanOrEqual(3600);
  setClock(Date.now() + wait * 1000 - 1000);
  expect(await ask()).toBe(false);
  setClock(Date.now() + 1000);
  expect(await ask()).toBe(true);
});
