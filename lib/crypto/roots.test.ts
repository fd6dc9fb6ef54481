import { expect, test } from 'vitest';
import { derive, rootName, rootOf } from '#lib/crypto/roots';
import { randomSecret } from '#lib/crypto/tokens';
import { isDrawn } from '#lib/env/root-secret';
import fc from '#lib/testing/fast-check.test-support';

/** Long enough, and still something that people think of. */
const PHRASES = [
  'passwordpasswordpasswordpassword',
  'acme corporation production secret',
  'correct-horse-battery-staple-correct-horse',
  'OLD-SECRET-0123456789-ABCDEFGHIJ-KLMNOPQRST',
  'the-secret-of-our-site-in-production-12345A.',
  '0123456789'.repeat(7),
];

test.each(PHRASES)(
  '%s was not drawn: what keys are made of costs as much as a password',
  (phrase) => {
    expect(isDrawn(phrase)).toBe(false);
    const root = rootOf(phrase);
    expect(root).toHaveLength(32);
    expect(Buffer.from(root).toString('utf8')).not.toContain(phrase.slice(0, 8));
    expect(rootName(rootOf(phrase)), 'always the same').toBe(rootName(root));
    expect(rootName(derive(Buffer.from(phrase), 'name'))).not.toBe(rootName(root));
  },
);

test('a secret that was drawn, by us or by openssl, is taken as it is', () => {
  const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  for (let nth = 0; nth < 2000; nth++) expect(isDrawn(randomSecret())).toBe(true);
  fc.assert(
    fc.property(hex, (bytes) => {
      expect(isDrawn(bytes.toString('hex'))).toBe(true);
      expect(isDrawn(bytes.toString('hex').toUpperCase())).toBe(true);
    }),
  );
  const given = Buffer.from(randomSecret(), 'base64url').toString('base64');
  expect(isDrawn(given)).toBe(true);
  expect(rootOf(given)).toEqual(Buffer.from(given));
});

test('a name is no key and no part of one', () => {
  const root = rootOf(randomSecret());
  const name = rootName(root);
  expect(name).toMatch(/^[\w-]{22}$/);
  for (const use of ['session', 'root', 'signing'])
    expect(Buffer.from(derive(root, use)).toString('base64url')).not.toContain(name);
});
