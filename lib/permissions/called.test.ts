import { expect, test } from 'vitest';
import { sayRelation, sayThing } from '#lib/permissions/called';
import { ALL_THINGS } from '#lib/product/resources';
import { textsOf } from '#texts/say';

test('every relation to a thing, every kind of thing and every field of one has its words', () => {
  const kinds = ALL_THINGS.map(({ kind }) => kind).sort();
  const relations = new Set(ALL_THINGS.flatMap((one) => Object.keys(one.relations)));
  for (const relation of relations) expect(Object.keys(textsOf('relations'))).toContain(relation);
  for (const words of ['things', 'oneThing', 'manyThings'] as const)
    expect(Object.keys(textsOf(words)).sort()).toEqual(kinds);
  const fields = ALL_THINGS.flatMap(({ kind, fields }) =>
    Object.keys(fields).map((name) => `${kind}:${name}`),
  );
  expect(Object.keys(textsOf('thingFields')).sort()).toEqual(fields.sort());
  const scopes = new Set(ALL_THINGS.flatMap((one) => Object.values(one.scopes) as string[]));
  expect(Object.keys(textsOf('productScopes')).sort()).toEqual([...scopes].sort());
});

test('a relation or a kind of thing of your own that has no word yet is called by its name', () => {
  expect([sayRelation('owner'), sayRelation('reader')]).toEqual(['owner', 'reader']);
  expect([sayThing('note'), sayThing('bookmark')]).toEqual(['note', 'bookmark']);
});
