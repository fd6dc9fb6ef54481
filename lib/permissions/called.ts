import 'server-only';
import { ALL_THINGS } from '#lib/product/resources';
import type { Role } from '#lib/resource';
import { say, sayKnown } from '#texts/say';

/** How a role is called. */
export const sayRole = (role: string) => say(`roles.${role as Role}`);

/** How what somebody is to a thing is called: its owner, an editor. One that the texts do not know says itself. */
export const sayRelation = (relation: string) => sayKnown('relations', relation) ?? relation;

/** How a kind of thing is called that people have relations to: "note". The same. */
export const sayThing = (kind: string) => sayKnown('things', kind) ?? kind;

/** The same with its article: "an editor". */
export const sayOneRelation = (relation: string) =>
  sayKnown('oneRelation', relation) ?? sayRelation(relation);

/** What somebody can do who is given a relation: "Viewer: can read". */
export const sayGiven = (relation: string) =>
  sayKnown('relationMeans', relation) ?? begin(sayRelation(relation));

/** One of its kind: "a note". */
export const sayOne = (kind: string) => sayKnown('oneThing', kind) ?? sayThing(kind);

/** Several of its kind: "notes". */
export const sayMany = (kind: string) => sayKnown('manyThings', kind) ?? sayThing(kind);

/** What a field of a thing is called: "Title". */
export const sayField = (kind: string, name: string) =>
  sayKnown('thingFields', `${kind}:${name}`) ?? begin(name);

/** The things of every kind that the product has, and one of any: "notes and projects", "note or project". */
export const sayAllThings = () => listed('conjunction', sayMany) || say('anyThing.many');
export const sayAnyThing = () => listed('disjunction', sayThing) || say('anyThing.one');

const listed = (type: 'conjunction' | 'disjunction', called: (kind: string) => string) =>
  new Intl.ListFormat(say('common.locale'), { type }).format(
    ALL_THINGS.map(({ kind }) => called(kind)),
  );

/** The same words where a sentence begins with them. */
export const begin = (words: string) => words.replace(/^./u, (first) => first.toUpperCase());
