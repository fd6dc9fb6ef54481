import { expect, test } from 'vitest';
import { isNewest, keyUri, newKey, openKey, sealKey, typedKey } from '#lib/factors/totp/key';
import { changeSettings } from '#lib/testing/database.test-support';

const OLD = 'old-secret-0123456789-abcdefghij-KLMNOP';
const NEW = 'new-secret-0123456789-abcdefghij-KLMNOP';

test('a key has 20 bytes, never the same, and is typed as base32 says (RFC 4648 10)', () => {
  expect(newKey()).toHaveLength(20);
  expect(newKey()).not.toEqual(newKey());
  expect(typedKey(Buffer.from('fooba'))).toBe('MZXW6YTB');
  expect(typedKey(newKey())).toMatch(/^[A-Z2-7]{32}$/);
});

test('what was sealed opens for its person and for nobody else, and shows nothing of the key', async () => {
  const key = newKey();
  const stored = await sealKey(key, 'ada');
  expect(await openKey(stored, 'ada')).toEqual(key);
  expect(await openKey(stored, 'bob')).toBeNull();
  for (const how of ['hex', 'base64', 'base64url', 'latin1'] as const)
    expect(stored).not.toContain(Buffer.from(key).toString(how));
  expect(await openKey(stored.slice(0, -3), 'ada')).toBeNull();
  for (const nothing of ['', '.', 'x', 'x.y']) expect(await openKey(nothing, 'ada')).toBeNull();
});

test('a secret put in front opens it and would seal it anew; without the old one it is nothing', async () => {
  changeSettings({ SESSION_SECRET: OLD });
  const key = newKey();
  const stored = await sealKey(key, 'ada');
  expect(isNewest(stored)).toBe(true);
  changeSettings({ SESSION_SECRET: `${NEW},${OLD}` });
  expect([await openKey(stored, 'ada'), isNewest(stored)]).toEqual([key, false]);
  changeSettings({ SESSION_SECRET: NEW });
  expect(await openKey(stored, 'ada')).toBeNull();
});

test('the picture says the name of the site and the account, whatever stands in the address', () => {
  changeSettings({ SITE_NAME: 'Our gate' });
  const uri = new URL(keyUri(Buffer.alloc(20), "o'hara+a&b=c?d@example.com"));
  expect(decodeURIComponent(uri.pathname)).toBe("/Our gate:o'hara+a&b=c?d@example.com");
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    secret: 'A'.repeat(32),
    issuer: 'Our gate',
  });
});
