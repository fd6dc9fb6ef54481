import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PURPOSES } from '#lib/crypto/keys';

test('docs/keys.md says of every key what it is for, and of no other', () => {
  const page = readFileSync('docs/keys.md', 'utf8');
  const named = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual([...PURPOSES]);
});
