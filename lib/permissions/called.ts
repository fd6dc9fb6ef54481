import 'server-only';
import type { Role } from '#lib/permissions/resource';
import type { Texts } from '#texts/complete';
import { say } from '#texts/say';

/** How a role is called. */
export const sayRole = (role: string) => say(`roles.${role as Role}`);

/** How what somebody is to a thing is called: its owner, an editor. */
export const sayRelation = (relation: string) =>
  say(`relations.${relation as keyof Texts['relations']}`);

/** How a kind of thing is called that people have relations to. */
export const sayThing = (kind: string) => say(`things.${kind as keyof Texts['things']}`);
