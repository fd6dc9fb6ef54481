import { expect, test } from 'vitest';
import { sayAddress } from '#lib/request/address';

test.each([
  ['::1', 'this machine'],
  ['0:0:0:0:0:0:0:1', 'this machine'],
  ['127.0.0.1', 'this machine'],
  ['127.3.2.1', 'this machine'],
  ['::ffff:127.0.0.1', 'this machine'],
  ['::ffff:7f00:1', 'this machine'],
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  // The examples of RFC 5952.
  ['2001:0db8:85a3:0000:0000:8a2e:0370:7334', '2001:db8:85a3::8a2e:370:7334'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['unknown', 'unknown'],
  ['', ''],
  ['127.0.0.1.example.com', '127.0.0.1.example.com'],
])('%s is shown as %s', (address, shown) => {
  expect(sayAddress(address)).toBe(shown);
});
