import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { inHashThread } from '#lib/accounts/hashes/in-thread';
import { KITES, VECTORS } from '#lib/accounts/hashes/vectors.test-support';
import { readHash, storedFormOf } from '#lib/accounts/stored-hash';
import { startThread } from '#lib/accounts/thread';
import fc from '#lib/testing/fast-check.test-support';

const read = (written: string) => {
  const form = storedFormOf(written);
  const hash = readHash(form);
  if (!form || !hash) throw new Error(`No hash: ${written}`);
  return { form, hash };
};

test.each(VECTORS)(
  '%s: the password matches, no other does',
  async (_, written, password) => {
    const { hash } = read(written);
    expect(await hash.matches(password)).toBe(true);
    for (const wrong of [
      `y${password}`,
      password.slice(1) || 'x',
      KITES.toUpperCase(),
      `a\0${password}`,
    ])
      expect([wrong, await hash.matches(wrong)]).toEqual([wrong, false]);
  },
  30_000,
);

test.each(VECTORS)('%s: what is stored is its one form', (_, written) => {
  const { form } = read(written);
  expect(storedFormOf(form)).toBe(form);
  expect(form.length).toBeLessThan(512);
});

test.each(VECTORS)(
  '%s: a decoy asks for the same work, and nothing matches it',
  async (_, written, password) => {
    const { hash, form } = read(written);
    const [one, other] = [hash.decoy(), hash.decoy()];
    expect(one).not.toBe(other);
    expect(one).not.toBe(form);
    expect(readHash(one)?.work).toBe(hash.work);
    expect(await readHash(one)?.matches(password)).toBe(false);
  },
  30_000,
);

const SALT = 'c2FsdHNhbHRzYWx0c2E';
const TAG = 'A'.repeat(43);

/** What is within the ceilings, and the least that is not. */
test.each([
  ['$2b$14$', '$2b$15$', '.'.repeat(53)],
  ['bcrypt_sha256$$2b$14$', 'bcrypt_sha256$$2b$15$', '.'.repeat(53)],
  ['$wp$2y$14$', '$wp$2y$31$', '.'.repeat(53)],
  ['$P$G', '$P$H', '.'.repeat(30)],
  ['$6$rounds=700000$', '$6$rounds=700001$', `salt$${'.'.repeat(86)}`],
  ['$5$rounds=1000$', '$5$rounds=999$', `salt$${'.'.repeat(43)}`],
  ['$scrypt$ln=18,r=8,p=1$', '$scrypt$ln=19,r=8,p=1$', `${SALT}$${TAG}`],
  ['$scrypt$ln=18,r=8,p=2$', '$scrypt$ln=18,r=8,p=3$', `${SALT}$${TAG}`],
  ['$scrypt$ln=15,r=1,p=1$', '$scrypt$ln=16,r=1,p=1$', `${SALT}$${TAG}`],
  ['$pbkdf2-sha256$i=2000000$', '$pbkdf2-sha256$i=2000001$', `${SALT}$${TAG}`],
  ['$pbkdf2-sha1$i=1000000$', '$pbkdf2-sha1$i=1000001$', `${SALT}$${TAG}`],
  ['$argon2id$v=19$m=262144,t=4,p=1$', '$argon2id$v=19$m=262144,t=5,p=1$', `${SALT}$${TAG}`],
])('%s is taken, %s is more than we do', (taken, refused, rest) => {
  expect(readHash(taken + rest)).not.toBeNull();
  expect(readHash(refused + rest)).toBeNull();
  expect(storedFormOf(refused + rest)).toBeNull();
});

test('what was changed is no hash, or one that the password does not match; nothing throws', async () => {
  const cheap = VECTORS.filter(([name]) => !/as it is|argon2$|Identity|Better|scrypt/.test(name));
  const changed = fc
    .tuple(fc.constantFrom(...cheap), fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }))
    .map(([[, written, password], place, cut, put]) => {
      const at = place % written.length;
      return { written, password, text: written.slice(0, at) + put + written.slice(at + cut) };
    });
  await fc.assert(
    fc.asyncProperty(changed, async ({ written, password, text }) => {
      const hash = readHash(storedFormOf(text));
      if (!hash || /^\$2[aby]\$(0[6-9]|1)|rounds=\d{5}/.test(text)) return;
      if (!(await hash.matches(password))) return;
      const [form, before] = [read(text).form, read(written).form];
      // A key of PBKDF2 is as long as its maker wants (RFC 8018, 5.2): its beginning is a key of the same password.
      const isShorterKey = before.startsWith('$pbkdf2') && before.startsWith(form.slice(0, -1));
      expect([text, isShorterKey || form.length === before.length]).toEqual([text, true]);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test.each([
  ['bcrypt', '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
  ['phpass', `$P$E${'.'.repeat(30)}`],
  ['SHA-512', `$6$rounds=60000$salt$${'.'.repeat(86)}`],
  ['PBKDF2', `$pbkdf2-sha256$i=300000$${SALT}$${TAG}`],
  ['scrypt', `$scrypt$ln=15,r=8,p=1$${SALT}$${TAG}`],
])('everybody else goes on while a hash of %s is computed', async (_, stored) => {
  await readHash(stored)?.matches('warm up');
  let longest = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const begun = performance.now();
  await readHash(stored)?.matches(KITES);
  const took = performance.now() - begun;
  clearInterval(ticking);
  expect(took).toBeGreaterThan(20);
  expect(longest).toBeLessThan(took / 2);
});

test('a thread that dies fails what it was asked, and the next question has another', async () => {
  const stored = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';
  const asked = inHashThread('bcrypt', stored, 'x');
  const { thread } = startThread(resolve('lib/accounts/hashes/thread.ts'));
  await Promise.all([thread.terminate(), expect(asked).rejects.toThrow('thread')]);
  expect(await inHashThread('bcrypt', stored, 'x')).toBe(false);
});
