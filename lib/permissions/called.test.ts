import { expect, test } from 'vitest';
import { sayRelation, sayThing } from '#lib/permissions/called';
import { noteRules } from '#lib/permissions/note';
import { textsOf } from '#texts/say';

test('every relation to a thing, and every kind of thing with relations, has its word', () => {
  expect(Object.keys(textsOf('relations')).sort()).toEqual(Object.keys(noteRules.relations).sort());
  expect(Object.keys(textsOf('things'))).toEqual([noteRules.kind]);
});

test('a relation or a kind of thing of your own that has no word yet is called by its name', () => {
  expect([sayRelation('owner'), sayRelation('reader')]).toEqual(['owner', 'reader']);
  expect([sayThing('note'), sayThing('bookmark')]).toEqual(['note', 'bookmark']);
});
