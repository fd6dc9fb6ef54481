import { expect, test } from 'vitest';
import { normalHost, normalOrigin } from '#lib/env/host';

test.each([
  ['app.acme.test', 'app.acme.test', 'app.acme.test'],
  ['APP.acme.TEST', 'app.acme.test', 'app.acme.test'],
  ['app.acme.test.', 'app.acme.test', 'app.acme.test'],
  ['app.acme.test:', 'app.acme.test', 'app.acme.test'],
  ['app.acme.test.:', 'app.acme.test', 'app.acme.test'],
  ['app.acme.test:80', 'app.acme.test', 'app.acme.test:80'],
  ['app.acme.test:443', 'app.acme.test:443', 'app.acme.test'],
  ['App.Acme.Test.:443', 'app.acme.test:443', 'app.acme.test'],
  ['app.acme.test:8443', 'app.acme.test:8443', 'app.acme.test:8443'],
  ['under_score.test', 'under_score.test', 'under_score.test'],
  ['localhost:3000', 'localhost:3000', 'localhost:3000'],
  ['127.0.0.1:80', '127.0.0.1', '127.0.0.1:80'],
  ['[::1]', '[::1]', '[::1]'],
  ['[0:0:0:0:0:0:0:1]:3000', '[::1]:3000', '[::1]:3000'],
  ['[0000:0000:0000:0000:0000:0000:0000:0001]', '[::1]', '[::1]'],
  ['[2001:DB8::A]:443', '[2001:db8::a]:443', '[2001:db8::a]'],
])('%s is %s over http and %s over https', (host, http, https) => {
  expect(normalHost(host, false)).toBe(http);
  expect(normalHost(host, true)).toBe(https);
});

test.each([
  '',
  '.',
  ':80',
  '.acme.test',
  'acme..test:x',
  'acme.test..',
  'acme.test:080',
  'acme.test:8o',
  'acme.test:123456',
  'acme.test:80:80',
  'user@acme.test',
  'acme.test/x',
  'acme.test, evil.test',
  'acme.test evil.test',
  ' acme.test',
  'bücher.test',
  '[::1',
  '[::1%25lo]',
  '[acme.test]',
  '[127.0.0.1]',
  '::1',
])('%j is no host', (host) => {
  expect(normalHost(host, false)).toBeNull();
});

test.each(['2130706433', '0x7f.1', '127.1', '0177.0.0.1'])(
  '%s is not read as the number that it could mean',
  (host) => {
    expect(normalHost(host, false)).toBe(host);
  },
);

test.each([
  ['https://app.acme.test', 'https://app.acme.test'],
  ['HTTPS://APP.acme.test:443', 'https://app.acme.test'],
  ['https://app.acme.test.', 'https://app.acme.test'],
  ['http://app.acme.test:80', 'http://app.acme.test'],
  ['http://app.acme.test:443', 'http://app.acme.test:443'],
  ['http://[0::1]:3000', 'http://[::1]:3000'],
])('the origin %s is %s', (origin, known) => expect(normalOrigin(origin)).toBe(known));

test.each([
  'null',
  '',
  'app.acme.test',
  'https://',
  'https://app.acme.test/',
  'https://app.acme.test?x',
  ' https://app.acme.test',
  'https://app.acme.test, https://app.acme.test',
  'https://a@app.acme.test',
  'ftp://app.acme.test',
])('%j is no origin', (origin) => expect(normalOrigin(origin)).toBeNull());
