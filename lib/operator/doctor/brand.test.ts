import { expect, test } from 'vitest';
import { checkBrand } from '#lib/operator/doctor/brand';

const CONTACT = 'mailto:security@acme.test';

test.each([
  [undefined, false, ['name ok']],
  [CONTACT, false, ['name ok', 'security.txt ok']],
  [undefined, true, ['name ok', 'security.txt warning']],
  [CONTACT, true, ['name ok', 'security.txt ok']],
])('SECURITY_CONTACT=%s, public: %s', (SECURITY_CONTACT, isPublic, is) => {
  const found = checkBrand({ SITE_NAME: 'Acme', SECURITY_CONTACT, isPublic });
  expect(found.map((one) => `${one.check} ${one.is}`)).toEqual(is);
  expect(found[0]?.says).toContain('Acme');
});
