import { expect, test } from 'vitest';
import { pageTitle } from '#lib/product/title';

test.each([
  [['Acme', 'Sign in'], 'Sign in · Acme'],
  [['Acme', 'Ada', 'Users'], 'Ada · Users · Acme'],
  [['Acme', 'Ada', undefined], 'Ada · Acme'],
  [['Acme', 'Users', 'Users'], 'Users · Acme'],
  [['Acme', 'Acme'], 'Acme'],
  [['Acme', ''], 'Acme'],
] as [Parameters<typeof pageTitle>, string][])('%j is the title %s', (parts, title) => {
  expect(pageTitle(...parts)).toBe(title);
});
