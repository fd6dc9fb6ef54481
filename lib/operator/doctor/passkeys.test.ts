import { expect, test } from 'vitest';
import { findingsOfPasskeys } from '#lib/operator/doctor/passkeys';

test.each([
  ['there are none', [], []],
  ['all are made for this host', [{ host: 'app.example.com', count: 3 }], ['ok']],
  ['some are made for another', [{ host: 'app.example.com', count: 3 }, { host: 'localhost', count: 2 }], ['warning']],
  ['all are made for another', [{ host: 'localhost', count: 2 }], ['warning']],
])('%s', (_, rows, is) => {
  const findings = findingsOfPasskeys(rows, 'https://app.example.com:8443');
  expect(findings.map((one) => one.is)).toEqual(is);
}); // biome-ignore format: one line each

test('it says how many, and for which host', () => {
  const rows = [{ host: 'localhost', count: 2 }, { host: 'old.example.com', count: 5 }]; // biome-ignore format: one line
  const [finding] = findingsOfPasskeys(rows, 'https://app.example.com');
  expect(finding?.says).toContain('7 are made for localhost, old.example.com');
});
