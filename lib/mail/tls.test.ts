import { beforeEach, describe, expect, test } from 'vitest';
import { outbox } from '#drizzle/schema/outbox';
import { db } from '#lib/db/client';
import { deliverDue } from '#lib/mail/deliver';
import { ELSEWHERE, mailBy, openElsewhere, postLetter } from '#lib/mail/post-office.test-support';
import { checkMail } from '#lib/operator/doctor/mail';
import { emptyTables } from '#lib/testing/database.test-support';

const HOUR = 3_600_000;
type Options = Parameters<typeof openElsewhere>[0];
const elsewhere = (url: string) => url;
const byTls = (url: string) => url.replace('smtp:', 'smtps:');
const withoutTls = (url: string) => `${url}?tls=off`;
const onThisMachine = (url: string) => url.replace(ELSEWHERE, 'localhost');
const noLogin = {
  onAuth: (_: unknown, __: unknown, done: (no: Error) => void) => done(Error('no')),
};

/** [what the mail server is like, its options, how SMTP_URL names it] */
const SAFE: [string, Options, (url: string) => string][] = [
  ['STARTTLS and a certificate that is right', {}, elsewhere],
  ['TLS from the first byte', { secure: true }, byTls],
];

/** The same, and what doctor says about it, and which setting it names. */
const REFUSED: [string, Options, (url: string) => string, RegExp, RegExp][] = [
  [
    'no STARTTLS offered',
    { disabledCommands: ['STARTTLS'] },
    elsewhere,
    /no encryption/,
    /smtps:.*\?tls=off/,
  ],
  [
    'STARTTLS taken out of the greeting by somebody on the way',
    { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] },
    elsewhere,
    /no encryption/,
    /\?tls=off/,
  ],
  [
    'a certificate from an authority that nobody knows',
    { certified: { isTrusted: false } },
    elsewhere,
    /nobody this machine trusts/,
    /NODE_EXTRA_CA_CERTS/,
  ],
  [
    'the same with TLS from the first byte',
    { certified: { isTrusted: false }, secure: true },
    byTls,
    /nobody this machine trusts/,
    /NODE_EXTRA_CA_CERTS/,
  ],
  [
    'a certificate for another name',
    { certified: { name: 'evil.test' } },
    elsewhere,
    /another host name/,
    /SMTP_URL/,
  ],
  [
    'a certificate that has expired',
    { certified: { until: Date.now() - HOUR } },
    elsewhere,
    /expired/,
    /Renew/,
  ],
  [
    'TLS 1.1 at best',
    { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as Options,
    elsewhere,
    /no TLS at this port/,
    /TLS 1.2/,
  ],
  ['smtps:// at a port with STARTTLS', {}, byTls, /no TLS at this port/, /smtp:\/\//],
];

/** Encrypted or not, but it cannot be used. */
const UNUSABLE: [string, Options, (url: string) => string, RegExp, RegExp][] = [
  ['a wrong login', noLogin as Options, elsewhere, /login/, /%40/],
  [
    'nobody at this port',
    {},
    (url) => url.replace(/:\d+$/, ':1'),
    /nothing answers/,
    /host and port/,
  ],
  [
    'smtp:// at a port with TLS from the first byte',
    { secure: true },
    elsewhere,
    /in time/,
    /smtps:\/\//,
  ],
];

beforeEach(emptyTables);

async function sendBy(url: string) {
  mailBy(url);
  await postLetter();
  await deliverDue();
  return (await db().select().from(outbox))[0]!;
}

describe('login and mail go out encrypted', () => {
  test.each(SAFE)('%s', async (_, options, named) => {
    const { url, seen } = await openElsewhere(options);
    expect(await sendBy(named(url))).toMatchObject({ state: 'sent' });
    expect(seen).toEqual({ inClear: [], encrypted: ['me:open-sesame', 'a mail'] });
    expect(await checkMail(named(url))).toMatchObject([{ is: 'ok' }]);
  });
});

describe('or not at all, and the mail waits until it is mended', () => {
  test.each(REFUSED)('%s', async (_, options, named, says, fix) => {
    const { url, seen } = await openElsewhere(options);
    expect(await sendBy(named(url))).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(seen).toEqual({ inClear: [], encrypted: [] });
    const found = await checkMail(named(url));
    expect(found).toMatchObject([
      { is: 'problem', says: expect.stringMatching(says), fix: expect.stringMatching(fix) },
    ]);
    expect(JSON.stringify(found)).not.toContain('open-sesame');
  });
});

test.each(UNUSABLE)(
  'doctor names what helps: %s',
  async (_, options, named, says, fix) => {
    const { url } = await openElsewhere(options);
    const found = await checkMail(named(url));
    expect(found).toMatchObject([
      { is: 'problem', says: expect.stringMatching(says), fix: expect.stringMatching(fix) },
    ]);
    expect(JSON.stringify(found)).not.toContain('open-sesame');
  },
  15_000,
);

test('a host name that nobody has', async () => {
  const found = await checkMail('smtp://me:open-sesame@nobody.invalid:587');
  expect(found).toMatchObject([{ says: expect.stringContaining('no such host name') }]);
}, 15_000);

test('mail goes without TLS only when the operator says so, and doctor says it every time', async () => {
  const { url, seen } = await openElsewhere({ disabledCommands: ['STARTTLS'] });
  expect(await sendBy(withoutTls(url))).toMatchObject({ state: 'sent' });
  expect(seen.encrypted).toEqual([]);
  expect(await checkMail(withoutTls(url))).toMatchObject([
    { is: 'warning', says: expect.stringContaining('in clear') },
  ]);
});

test.each([
  ['without STARTTLS', { disabledCommands: ['STARTTLS'] }],
  ['with a certificate that it gave itself', { certified: { isTrusted: false } }],
] as [string, Options][])('a relay on this machine %s is as good', async (_, options) => {
  const { url } = await openElsewhere(options);
  expect(await sendBy(onThisMachine(url))).toMatchObject({ state: 'sent' });
  expect(await checkMail(onThisMachine(url))).toMatchObject([{ is: 'ok' }]);
});
