import { expect, test } from 'vitest';
import { problemWithSmtpUrl, readSmtpUrl } from '#lib/env/smtp-url';
import { transportOptions } from '#lib/mail/transport';

test.each([
  'ignoreTLS=true',
  'requireTLS=false',
  'opportunisticTLS=true',
  'secure=false',
  'tls.rejectUnauthorized=false',
  'tls.rejectUnauthorized=0',
  'tls.minVersion=TLSv1',
  'tls.ciphers=NULL',
  'tls.servername=other.test',
  'tls=on',
  'tls=OFF',
  'tls=off&tls.rejectUnauthorized=false',
  'TLS=off',
  'host=evil.test',
  'port=25',
  'auth.user=eve',
  'proxy=http://evil.test',
  'disableFileAccess=false',
  'allowInternalNetworkInterfaces=true',
  'socket=x',
  'connectionTimeout=1',
])('a switch that weakens or redirects is refused: ?%s', (query) => {
  expect(problemWithSmtpUrl(`smtp://me:pw@mail.acme.test:587?${query}`)).toMatch(/only|no switch/i);
});

test.each([
  'smtps://mail.acme.test?tls=off',
  'smtp://mail.acme.test:465?tls=off',
  'smtp://mail.acme.test?tls=off&requireTLS=true',
  'smtp://mail.acme.test?tls=off&secure=true',
])('TLS is not both asked for and switched off: %s', (url) => {
  expect(problemWithSmtpUrl(url)).toContain('switches it off');
});

test('a login that cannot be decoded is named before anything is sent', () => {
  expect(problemWithSmtpUrl('smtp://me:50%off@mail.acme.test')).toContain('%25');
});

test.each([
  ['smtp://mail.acme.test', 'required'],
  ['smtps://mail.acme.test', 'required'],
  ['smtp://mail.acme.test?requireTLS=true', 'required'],
  ['smtp://10.0.0.7', 'required'],
  ['smtp://[fd00::7]', 'required'],
  ['smtp://[::ffff:10.0.0.7]', 'required'],
  ['smtp://0.0.0.0', 'required'],
  ['smtp://127.0.0.1.evil.test', 'required'],
  ['smtp://127.999.0.1', 'required'],
  ['smtp://localhost.evil.test', 'required'],
  ['smtp://notlocalhost', 'required'],
  ['smtp://local%68ost', 'required'],
  ['smtp://localhost@mail.acme.test', 'required'],
  ['smtp://mail.acme.test#localhost', 'required'],
  ['smtp://mail.acme.test?tls=off', 'off'],
  ['smtp://127.0.0.1:2525', 'local'],
  ['smtp://127.8.9.1', 'local'],
  ['smtp://[::1]:2525', 'local'],
  ['smtp://LocalHost', 'local'],
  ['smtp://mail.localhost', 'local'],
])('%s: %s', (url, tls) => {
  expect(problemWithSmtpUrl(url)).toBeNull();
  expect(readSmtpUrl(url).tls).toBe(tls);
  const options = transportOptions(url, 1000);
  expect([options.requireTLS, options.tls.rejectUnauthorized]).toEqual(
    tls === 'required' ? [true, true] : [false, false],
  );
  expect(options.tls.minVersion).toBe('TLSv1.2');
});

test.each([
  ['smtp://mail.acme.test', { host: 'mail.acme.test', port: 587, isImplicit: false }],
  ['smtps://mail.acme.test', { host: 'mail.acme.test', port: 465, isImplicit: true }],
  ['smtp://mail.acme.test:465', { port: 465, isImplicit: true }],
  ['smtp://mail.acme.test:25', { port: 25, isImplicit: false }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525 }],
  ['smtp://localhost:25', { host: '127.0.0.1' }],
  ['smtp://me%40acme.test:p%3Aw%25@mail.acme.test', { user: 'me@acme.test', password: 'p:w%' }],
])('%s', (url, read) => {
  expect(readSmtpUrl(url)).toMatchObject(read);
});
