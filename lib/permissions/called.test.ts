import { expect, test } from 'vitest';
import { sayRelation, sayThing } from '#lib/permissions/called';
import { PRODUCT_RESOURCES } from '#lib/product/resources';
import { textsOf } from '#texts/say';

test('every relation to a thing, every kind of thing and every field of one has its words', () => {
  const kinds = PRODUCT_RESOURCES.map(({ kind }) => kind).sort();
  const relations = new Set(PRODUCT_RESOURCES.flatMap((one) => Object.keys(one.relations)));
  for (const relation of relations) expect(Object.keys(textsOf('relations'))).toContain(relation);
  for (const words of ['things', 'oneThing', 'manyThings'] as const)
    expect(Object.keys(textsOf(words)).sort()).toEqual(kinds);
  const fields = PRODUCT_RESOURCES.flatMap(({ kind, fields }) =>
    Object.keys(fields).map((name) => `${kind}:${name}`),
  );
  expect(Object.keys(textsOf('thingFields')).sort()).toEqual(fields.sort());
});

test('a relation or a kind of thing of your own that has no word yet is called by its name', () => {
  expect([sayRelation('owner'), sayRelation('reader')]).toEqual(['owner', 'reader']);
  expect([sayThing('note'), sayThing('bookmark')]).toEqual(['note', 'bookmark']);
});
