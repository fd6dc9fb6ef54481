import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './initials';

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['  Grace   Brewster Murray Hopper ', 'GH'],
  ['Łukasz Dvořák-Şimşek', 'ŁD'],
  ['جميلة بوحيرد', 'جب'],
  ['Ada (Work)', 'A'],
  ['e\u0301mile zola', 'E\u0301Z'],
  ['👩‍🚀 Sally', 'S'],
  ['👩‍🚀', '👩‍🚀'],
  ['', ''],
])('the picture of "%s" says %s', (name, says) => {
  expect(initialsOf(name)).toBe(says);
});

test('an id has one of six colours, always the same, and many ids have all six', () => {
  const ids = Array.from({ length: 200 }, (_, nth) => `0199a3c0-0000-7000-8000-${nth}`);
  expect(new Set(ids.map(hueOf))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(ids.map(hueOf)).toEqual(ids.map(hueOf));
  expect(hueOf('ada')).toBe(hueOf('ada'));
});
