import { expect, test } from 'vitest';
import { noteRules } from '#lib/permissions/note';
import { textsOf } from '#texts/say';

test('every relation to a thing, and every kind of thing with relations, has its word', () => {
  expect(Object.keys(textsOf('relations')).sort()).toEqual(Object.keys(noteRules.relations).sort());
  expect(Object.keys(textsOf('things'))).toEqual([noteRules.kind]);
});
