import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import fc from '#lib/testing/fast-check.test-support';

test('all that is drawn is drawn by the one that knows the seed', () => {
  const importing = globSync('{app,drizzle,e2e,lib,scripts,texts}/**/*.{ts,tsx,mjs}').filter(
    (path) => /^import .*from 'fast-check'/m.test(readFileSync(path, 'utf8')),
  );
  expect(importing).toEqual(['lib/testing/fast-check.test-support.ts']);
});

test('the gate draws the same each time, and reliability anew', () => {
  const isAnew = process.env['DRAW'] === 'anew';
  const drawn = () => {
    const seen: number[] = [];
    fc.assert(fc.property(fc.integer(), (one) => void seen.push(one)));
    return seen;
  };
  const [first, second] = [drawn(), drawn()];
  expect(first.length).toBe(isAnew ? 1000 : 100);
  if (isAnew) expect(first).not.toEqual(second);
  else expect(first).toEqual(second);
});
