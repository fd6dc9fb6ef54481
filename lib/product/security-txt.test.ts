import { expect, test } from 'vitest';
import { securityTxt } from '#lib/product/security-txt';
import { changeSettings } from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 10, 28, 23, 59);

test('without a contact there is no file', () => {
  changeSettings({ SECURITY_CONTACT: undefined });
  expect(securityTxt()).toBeNull();
});

test('it says whom to ask, until when, where it lies and in which language (RFC 9116 2.5)', () => {
  changeSettings({ SECURITY_CONTACT: 'mailto:security@acme.test' });
  expect(securityTxt(NOW)).toBe(
    [
      'Contact: mailto:security@acme.test',
      'Expires: 2027-02-26T00:00:00Z',
      'Canonical: http://localhost:3000/.well-known/security.txt',
      'Preferred-Languages: en, de, ar',
      '',
    ].join('\n'),
  );
});

test('it is never good for a year or more, nor over, whenever it is asked for', () => {
  changeSettings({
    SECURITY_CONTACT: 'https://acme.test/security',
    SECURITY_POLICY: 'https://acme.test/policy',
  });
  for (const now of [NOW, NOW + 60_000, NOW + 400 * 86_400_000]) {
    const text = String(securityTxt(now));
    expect(text).toContain('\nPolicy: https://acme.test/policy\n');
    const days = (Date.parse(String(text.match(/^Expires: (.*)$/m)?.[1])) - now) / 86_400_000;
    expect(days).toBeGreaterThan(80);
    expect(days).toBeLessThan(365);
  }
});
