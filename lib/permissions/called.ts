import 'server-only';
import type { Role } from '#lib/permissions/resource';
import { say, sayKnown } from '#texts/say';

/** How a role is called. */
export const sayRole = (role: string) => say(`roles.${role as Role}`);

/** How what somebody is to a thing is called: its owner, an editor. One that the texts do not know says itself. */
export const sayRelation = (relation: string) => sayKnown('relations', relation) ?? relation;

/** How a kind of thing is called that people have relations to. The same. */
export const sayThing = (kind: string) => sayKnown('things', kind) ?? kind;
