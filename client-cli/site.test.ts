import { expect, test } from 'vitest';
import { Failure } from './failure.mjs';
import { siteFrom } from './site.mjs';

const refusalOf = (typed: string) => {
  try {
    return siteFrom(typed);
  } catch (error) {
    if (error instanceof Failure) return [error.exitCode, error.message];
    throw error;
  }
};

test.each([
  ['https://gate.example.org', 'https://gate.example.org'],
  ['https://GATE.example.org:443/', 'https://gate.example.org'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
])('the site of %s is %s', (typed, site) => {
  expect(siteFrom(typed)).toBe(site);
});

test.each([
  'http://gate.example.org',
  'http://10.0.0.1:3000',
  'http://localhost.example.org',
  'http://127.0.0.1.example.org',
  'http://[::2]',
])('tokens never travel unencrypted to another machine: %s is refused', (typed) => {
  expect(refusalOf(typed)).toEqual([2, expect.stringContaining('is not encrypted')]);
});

test.each(['', 'gate.example.org', 'localhost:3000', 'ftp://localhost', 'javascript:1'])(
  '"%s" is no whole address',
  (typed) => {
    expect(refusalOf(typed)).toEqual([2, expect.stringContaining('has to be a whole one')]);
  },
);

test.each([
  'https://gate.example.org/path',
  'https://gate.example.org/?a',
  'https://gate.example.org/#a',
  'https://ada:secret@gate.example.org',
])('%s is more than a site, and no password is repeated', (typed) => {
  expect(refusalOf(typed)).toEqual([
    2,
    'Give only the beginning of the address: https://gate.example.org',
  ]);
});
