import { expect, test } from 'vitest';
import { challengeOf, newSecret } from './pkce.mjs';

test('the challenge of the verifier in RFC 7636, appendix B, is the one that stands there', () => {
  expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('a verifier is long enough for the standard, and never the same twice', () => {
  expect(newSecret()).toMatch(/^[\w-]{43}$/);
  expect(newSecret()).not.toBe(newSecret());
});
