import { expect, test } from 'vitest';
import { mayFetch } from '#lib/providers/fetch';
import { isPublicAddress, lookupPublic } from '#lib/providers/public-address';
import { changeSettings } from '#lib/testing/database.test-support';

test.each([
  ['8.8.8.8', true],
  ['140.82.121.4', true],
  ['2606:4700::6810:84e5', true],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['127.255.255.254', false],
  ['169.254.169.254', false],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['198.18.0.1', false],
  ['203.0.113.9', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['fc00::1', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['2002:a00:1::1', false],
  ['2001:0:1::1', false],
  ['localhost', false],
  ['', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

const AWAY = {
  APP_URL: 'https://app.example.com',
  SMTP_URL: 'smtps://u:p@mail.example.com',
  MAIL_FROM: 'a@example.com',
};

test.each([
  ['https://id.example.com/x', true, true],
  ['https://8.8.8.8/', true, true],
  ['http://id.example.com/', false, false],
  ['https://10.0.0.1/', false, false],
  ['https://[::1]/', true, false],
  ['https://[fd00::1]/', false, false],
  ['http://localhost:3001/', true, false],
  ['http://127.0.0.1:3001/', true, false],
  ['https://127.0.0.1/', true, false],
  // Spelled otherwise it is the same address.
  ['https://2130706433/', true, false],
  ['https://0x7f.1/', true, false],
  ['https://0177.0.0.1/', true, false],
  ['https://127.1/', true, false],
  ['https://0xa000001/', false, false],
  ['https://[::ffff:10.0.0.1]/', false, false],
  ['https://[::ffff:a9fe:a9fe]/', false, false],
  ['https://[64:ff9b::a00:1]/', false, false],
  ['https://169.254.169.254/', false, false],
  ['https://[fe80::1]/', false, false],
  ['ftp://localhost/', false, false],
  ['file:///etc/passwd', false, false],
])('%s is fetched on a development machine: %s, on a site: %s', (url, here, away) => {
  expect(mayFetch(new URL(url))).toBe(here);
  changeSettings(AWAY);
  expect(mayFetch(new URL(url))).toBe(away);
});

test('a name that leads to this machine is refused when it is connected to', async () => {
  const error = await new Promise((resolve) =>
    lookupPublic('localhost', { all: true }, (refused) => resolve(refused)),
  );
  expect(String(error)).toContain('is no public host');
});
