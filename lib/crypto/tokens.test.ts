import { expect, test } from 'vitest';
import { equal, hashCode, hashSecret, randomCode, randomSecret } from '#lib/crypto/tokens';
import fc from '#lib/testing/fast-check.test-support';

const MANY = 100_000;

/** How far counts are from even, in the measure of Pearson; expected is its number of kinds. */
function unevenness(counts: number[]): number {
  const even = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
}

test('a hundred thousand secrets are all different, 256 bits each, and their bytes are even', () => {
  const seen = new Set<string>();
  const bytes = Array<number>(256).fill(0);
  for (let i = 0; i < MANY; i++) {
    const secret = randomSecret();
    seen.add(secret);
    const raw = Buffer.from(secret, 'base64url');
    if (raw.length !== 32 || secret.length !== 43) throw new Error(`a short secret: ${secret}`);
    for (const byte of raw) bytes[byte] = (bytes[byte] ?? 0) + 1;
  }
  expect(seen.size).toBe(MANY);
  // 255 degrees of freedom: mean 255, deviation 22.6; eight deviations never happen by chance.
  expect(unevenness(bytes)).toBeLessThan(255 + 8 * 22.6);
});

test('codes are six digits, also the small ones, and every digit is even in every place', () => {
  const places = Array.from({ length: 6 }, () => Array<number>(10).fill(0));
  let small = 0;
  for (let i = 0; i < MANY; i++) {
    const code = randomCode();
    if (!/^\d{6}$/.test(code)) throw new Error(`not six digits: ${code}`);
    if (code.startsWith('0')) small++;
    for (const [place, digit] of [...code].entries()) {
      const counts = places[place]!;
      counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    }
  }
  expect(small).toBeGreaterThan(MANY / 12);
  for (const counts of places) expect(unevenness(counts)).toBeLessThan(9 + 12 * 4.3);
});

test('what is stored of a secret is not the secret', () => {
  const secret = randomSecret();
  expect(hashSecret(secret)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashSecret('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('the same code under another key is stored as something else', () => {
  expect(hashCode('one key', '123456')).toMatch(/^[0-9a-f]{64}$/);
  expect(hashCode('one key', '123456')).toBe(hashCode('one key', '123456'));
  expect(hashCode('one key', '123456')).not.toBe(hashCode('another', '123456'));
});

test('equal says what === says, whatever the texts and lengths', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      expect(equal(one, other)).toBe(one === other);
      expect(equal(one, one)).toBe(true);
      expect(equal(one, `${one} `)).toBe(false);
    }),
  );
});
