import { expect, test } from 'vitest';
import { sayAddress } from '#lib/request/address';
import {
  clientAddress,
  currentClient,
  isFromThisMachine,
  networkOf,
  siteOf,
} from '#lib/request/client';
import { from } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

const PEER = '203.0.113.9';

test.each(['198.51.100.1', '1.1.1.1, 2.2.2.2', '::1', 'garbage', '', '127.0.0.1'])(
  'without proxies of our own, X-Forwarded-For "%s" says nothing',
  (header) => {
    expect(clientAddress(PEER, header, 0)).toBe(PEER);
  },
);

test.each([
  ['198.51.100.1', 1, '198.51.100.1'],
  ['6.6.6.6, 198.51.100.1', 1, '198.51.100.1'],
  ['6.6.6.6, 198.51.100.1, 10.0.0.1', 2, '198.51.100.1'],
  ['6.6.6.6,198.51.100.1', 1, '198.51.100.1'],
  ['198.51.100.1:4711', 1, '198.51.100.1'],
  ['[2001:db8::7]:4711', 1, '2001:db8::7'],
  ['[2001:db8::7]', 1, '2001:db8::7'],
  ['2001:DB8::7', 1, '2001:db8::7'],
  ['fe80::1%eth0', 1, 'fe80::1'],
  ['::ffff:198.51.100.1', 1, '198.51.100.1'],
  ['::FFFF:198.51.100.1', 1, '198.51.100.1'],
  ['::ffff:c633:6401', 1, '198.51.100.1'],
  ['[0:0:0:0:0:FFFF:C633:6401]:443', 1, '198.51.100.1'],
])('"%s" with %i of our proxies is the caller %s', (header, hops, address) => {
  expect(clientAddress(PEER, header, hops)).toBe(address);
});

test.each([
  [undefined, 1],
  ['', 1],
  [undefined, 2],
])('%j with %i of our proxies is a call of its own: the connection counts', (header, hops) => {
  expect(clientAddress(PEER, header, hops)).toBe(PEER);
  expect(clientAddress('127.0.0.1', header, hops)).toBe('127.0.0.1');
});

test.each([
  ['198.51.100.1', 2],
  ['unknown', 1],
  ['http://evil.example', 1],
  ['198.51.100.1, http://evil.example', 1],
  ['1'.repeat(10_000), 1],
  [',', 1],
  [' ', 1],
  ['_hidden', 1],
  ['198.51.100.1, ', 1],
  ['999.1.1.1', 1],
  ['1.2.3', 1],
  ['[2001:db8::7', 1],
  ['<script>', 1],
  ['198.51.100.1\r\nX: y', 1],
])('"%s" with %i of our proxies names nobody: unknown, and never this machine', (header, hops) => {
  for (const peer of [PEER, '127.0.0.1', '::1', '']) {
    const address = clientAddress(peer, header, hops);
    expect([address, sayAddress(address)]).toEqual(['unknown', 'unknown']);
    expect(from(address, isFromThisMachine, { isProxied: true })).toBe(false);
  }
});

test('a connection without an address is unknown, and nothing worse', () => {
  expect(clientAddress('', undefined, 0)).toBe('unknown');
});

test('what is left of our own proxies cannot be chosen by the caller', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 3 }), (chosen, hops) => {
      const ours = Array.from({ length: hops }, (_, i) => `198.51.100.${i + 1}`);
      expect(clientAddress(PEER, [...chosen, ...ours].join(', '), hops)).toBe('198.51.100.1');
    }),
  );
});

test.each(['127.0.0.1', '::ffff:127.0.0.1'])('%s on the socket is one and the same', (peer) => {
  expect(clientAddress(peer, undefined, 0)).toBe('127.0.0.1');
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['unknown', 'unknown'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0000:0000::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
  ['64:ff9b::198.51.100.1', '198.51.100.1'],
  ['64:ff9b::c633:6401', '198.51.100.1'],
  ['64:ff9b:0:0:0:0:c633:6401', '198.51.100.1'],
  ['64:ff9b:1::c633:6401', '64:ff9b:1:0::/64'],
  ['::ffff:c633:6401', '198.51.100.1'],
  ['::ffff:0:c633:6401', '0:0:0:0::/64'],
])('%s lies in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('all addresses of one /64 are one network, however they are written', () => {
  const group = fc.integer({ min: 0, max: 0xffff });
  const half = fc.array(group, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(half, half, half, (prefix, one, other) => {
      const short = [...prefix, ...one].map((part) => part.toString(16)).join(':');
      const long = [...prefix, ...other]
        .map((part) => part.toString(16).padStart(4, '0'))
        .join(':');
      const squeezed = new URL(`http://[${long}]`).hostname.slice(1, -1);
      expect(networkOf(long)).toBe(networkOf(short));
      expect(networkOf(squeezed)).toBe(networkOf(short));
    }),
  );
});

test('neighbouring /64 networks are two', () => {
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8:0:2::1'));
});

test.each([
  ['198.51.100.1', '198.51.100.1'],
  ['::ffff:198.51.100.1', '198.51.100.1'],
  ['64:ff9b::c633:6401', '198.51.100.1'],
  ['2001:db8:7:1::1', '2001:db8:7::/48'],
  ['2001:db8:7:ffff:1:2:3:4', '2001:db8:7::/48'],
  ['2001:db8:8:1::1', '2001:db8:8::/48'],
])('what is shared out to networks %s gets as %s', (address, site) => {
  expect(siteOf(address)).toBe(site);
});

test('within a request the caller is who the front door saw; outside of one it is this machine', () => {
  expect(currentClient()).toEqual({ address: '127.0.0.1', userAgent: '' });
  const seen = from('198.51.100.1', currentClient, { userAgent: 'curl/8' });
  expect(seen).toEqual({ address: '198.51.100.1', userAgent: 'curl/8' });
});

test.each([
  ['127.0.0.1', false, true],
  ['127.9.9.9', false, true],
  ['::1', false, true],
  ['127.0.0.1', true, false],
  ['::1', true, false],
  ['198.51.100.1', false, false],
  ['::12', false, false],
  ['1127.0.0.1', false, false],
])('%s (through a proxy: %s) is on this machine: %s', (address, isProxied, isHere) => {
  expect(from(address, isFromThisMachine, { isProxied })).toBe(isHere);
});

test('outside of a request nobody is on this machine', () => {
  expect(isFromThisMachine()).toBe(false);
});
