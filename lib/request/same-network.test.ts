import { expect, test } from 'vitest';
import { isSameNetwork } from '#lib/request/same-network';

test.each([
  ['192.0.2.10', '192.0.2.10', true],
  ['192.0.2.10', '192.0.2.11', false],
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::ffff:192.0.2.10', '192.0.2.10', true],
  ['::1', '127.0.0.1', true],
  ['::1', '192.0.2.10', false],
  ['unknown', 'unknown', false],
  ['', '', false],
  ['192.0.2.10', '2001:db8:1:2::1', false],
])('%s and %s are in one network: %s', (one, other, isOne) => {
  expect([isSameNetwork(one, other), isSameNetwork(other, one)]).toEqual([isOne, isOne]);
});
