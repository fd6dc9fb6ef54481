import { expect, test } from 'vitest';
import { decrypt, encrypt } from '#lib/crypto/cipher';
import { randomSecret } from '#lib/crypto/tokens';
import { changeSettings } from '#lib/testing/database.test-support';

const TEXT = '0190-an-account';

test('what was encrypted comes back, looks the same each time, and like nothing else', () => {
  const [one, other] = [encrypt('form', TEXT), encrypt('form', `${TEXT}2`)];
  expect([decrypt('form', one), decrypt('form', other)]).toEqual([TEXT, `${TEXT}2`]);
  expect(encrypt('form', TEXT)).toBe(one);
  expect(other.slice(0, 16)).not.toBe(one.slice(0, 16));
  expect(one).toMatch(/^[\w-]+$/);
  expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('account');
});

test('a change at any place, a part, more, and another purpose open nothing', () => {
  const bytes = Buffer.from(encrypt('form', TEXT), 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(decrypt('form', changed.toString('base64url')), String(at)).toBeNull();
  }
  for (const end of [0, 1, 12, 27, 28, bytes.length - 1])
    expect(decrypt('form', bytes.subarray(0, end).toString('base64url'))).toBeNull();
  for (const other of ['', '%', 'é', `${bytes.toString('base64url')}AAAA`])
    expect(decrypt('form', other)).toBeNull();
  expect(decrypt('flow', bytes.toString('base64url'))).toBeNull();
});

test('a secret put in front opens what the old one made; without the old one it is nothing', () => {
  const [old, later] = [randomSecret(), randomSecret()];
  changeSettings({ SESSION_SECRET: old });
  const made = encrypt('form', TEXT);
  changeSettings({ SESSION_SECRET: `${later},${old}` });
  expect(decrypt('form', made)).toBe(TEXT);
  changeSettings({ SESSION_SECRET: later });
  expect(decrypt('form', made)).toBeNull();
});
